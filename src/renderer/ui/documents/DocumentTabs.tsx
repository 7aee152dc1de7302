import { FolderOpen, Plus, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { activate } from '../../editor/documents.ts';
import { isWorthSaving, requestClose } from '../../editor/files.ts';
import type { Document } from '../../editor/session.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useCommand } from '../useCommand.ts';
import { useRun } from '../useRun.ts';
import { useEditor, useSession } from '../useSession.ts';
import { JobIndicator } from './JobIndicator.tsx';
import './DocumentTabs.css';

/** The open sprites; a dot marks what is not saved. */
export function DocumentTabs() {
  const t = useTexts();
  const documents = useSession((session) => session.documents);
  const create = useCommand('newSprite');
  const open = useCommand('open');
  return (
    <div className="tabs" data-region>
      <div
        className="tabs__list"
        role="tablist"
        aria-label={t.tabsLabel}
        onWheel={({ currentTarget, deltaX, deltaY }) => {
          currentTarget.scrollLeft += deltaX + deltaY;
        }}
      >
        {documents.map((document) => (
          <Tab key={document.id} document={document} />
        ))}
      </div>
      <div className="tabs__tools">
        <IconButton icon={Plus} label={create.label} shortcut={create.shortcut} onPress={create.onPress} />
        <IconButton icon={FolderOpen} label={open.label} shortcut={open.shortcut} onPress={open.onPress} />
      </div>
      <JobIndicator />
    </div>
  );
}

function Tab({ document }: { readonly document: Document }) {
  const t = useTexts();
  const editor = useEditor();
  const run = useRun();
  const selected = useSession((session) => session.active === document.id);
  const unsaved = isWorthSaving(document);
  const tab = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selected) tab.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selected]);
  const close = () => run(() => requestClose(editor, document.id));
  return (
    <div
      ref={tab}
      className="tabs__tab"
      data-selected={selected || undefined}
      onAuxClick={(event) => {
        if (event.button === 1) close();
      }}
    >
      <button
        type="button"
        role="tab"
        className="tabs__name"
        aria-selected={selected}
        data-tip={document.name}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => editor.store.update((session) => activate(session, document.id))}
      >
        {document.name}
        {unsaved && <span className="visually-hidden">{`, ${t.tabUnsaved}`}</span>}
      </button>
      <button
        type="button"
        className="tabs__close"
        aria-label={t.tabClose(document.name)}
        data-unsaved={unsaved || undefined}
        onMouseDown={(event) => event.preventDefault()}
        onClick={close}
      >
        <X size={14} aria-hidden="true" />
      </button>
    </div>
  );
}
