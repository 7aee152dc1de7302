import { FilePlus, Flame, FolderOpen, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { newSprite } from '../../../shared/sprite/newSprite.ts';
import { openDocument } from '../../editor/documents.ts';
import { GenerateForm } from '../generate/GenerateForm.tsx';
import { JobList } from '../generate/JobList.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useCommand } from '../useCommand.ts';
import { useUpdate } from '../useSession.ts';
import { RecentFiles } from './RecentFiles.tsx';
import './StartScreen.css';
import icon from '../../../../resources/icons/64x64.png';

/** What an empty window shows: three doors, and what was open before. */
export function StartScreen() {
  const t = useTexts();
  return (
    <main className="start" data-region>
      <div className="start__doors">
        <h1 className="start__name">
          <img src={icon} width={32} height={32} alt="" />
          Celkiln
        </h1>
        <Door icon={Flame} title={t.startGenerate} hint={t.startGenerateHint} className="start__generate">
          <GenerateForm />
          <JobList />
        </Door>
        <div className="start__side">
          <NewDoor />
          <OpenDoor />
          <RecentFiles />
        </div>
      </div>
    </main>
  );
}

function Door(props: {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly hint: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const { icon: Icon, title, hint, className = '', children } = props;
  return (
    <section className={`door ${className}`} aria-label={title}>
      <header className="door__header">
        <Icon size={20} strokeWidth={1.6} absoluteStrokeWidth aria-hidden="true" />
        <h2>{title}</h2>
      </header>
      <p className="hint">{hint}</p>
      {children}
    </section>
  );
}

const SIZES = [32, 64, 128] as const;
/** Sides of the squares that picture the sizes. */
const SQUARES = { 32: 9, 64: 18, 128: 36 } as const;

function NewDoor() {
  const t = useTexts();
  const update = useUpdate();
  const custom = useCommand('newSprite');
  const create = (side: number) =>
    update((session) => {
      const sprite = newSprite({ width: side, height: side, layerName: t.layerName(1) });
      return openDocument(session, { name: t.spriteName(1), file: null, sprite, saved: false });
    });
  return (
    <Door icon={FilePlus} title={t.startNew} hint={t.startNewHint}>
      <div className="door__sizes">
        {SIZES.map((side) => (
          <button key={side} type="button" className="button door__size" onClick={() => create(side)}>
            <span className="door__square" style={{ width: SQUARES[side], height: SQUARES[side] }} />
            {side} × {side}
          </button>
        ))}
        <button
          type="button"
          className="button door__size"
          data-tip={custom.label}
          data-tip-keys={custom.shortcut}
          onClick={custom.onPress}
        >
          <span className="door__square door__square--custom" />
          {t.custom}…
        </button>
      </div>
    </Door>
  );
}

function OpenDoor() {
  const t = useTexts();
  const open = useCommand('open');
  return (
    <Door icon={FolderOpen} title={t.startOpen} hint={t.startOpenHint} className="start__open">
      <div className="door__drop">
        <button
          type="button"
          className="button"
          data-tip={open.label}
          data-tip-keys={open.shortcut}
          onClick={open.onPress}
        >
          {t.startOpenButton}…
        </button>
        <span className="hint">{t.startDrop}</span>
      </div>
    </Door>
  );
}
