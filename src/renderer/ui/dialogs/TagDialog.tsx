import { useState } from 'react';
import { indexOf } from '../../../shared/sprite/edits/frameEdits.ts';
import { addTag, removeTag, setTag, type TagSettings } from '../../../shared/sprite/edits/tagEdits.ts';
import type { Sprite, TagDirection, TagId } from '../../../shared/sprite/sprite.ts';
import { showDialog } from '../../editor/actions.ts';
import { edit, spriteOf } from '../../editor/documents.ts';
import { activeDocument, type Document } from '../../editor/session.ts';
import { FieldRow } from '../controls/FieldRow.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import { SelectField } from '../controls/SelectField.tsx';
import type { Texts } from '../texts/en.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useSession, useUpdate } from '../useSession.ts';
import { FrameField } from './FrameField.tsx';
import { Modal } from './Modal.tsx';
import { TAG_COLORS, TagColors } from './TagColors.tsx';

/** A tag's properties; null makes a new one. */
export function TagDialog({ id }: { readonly id: TagId | null }) {
  const document = useSession(activeDocument);
  return document === undefined ? null : <TagForm document={document} id={id} />;
}

function TagForm({ document, id }: { readonly document: Document; readonly id: TagId | null }) {
  const t = useTexts();
  const update = useUpdate();
  const sprite = spriteOf(document);
  const [tag, setShown] = useState<TagSettings>(() => settingsOf(document, id, t));
  const change = (part: Partial<TagSettings>) => setShown({ ...tag, ...part });
  const apply = () => {
    const settings = { ...inOrder(sprite, tag), name: tag.name.trim() || settingsOf(document, id, t).name };
    const made = id === null ? addTag(settings) : setTag(id, settings);
    update((session) => showDialog(edit(session, 'tag', made), null));
  };
  const remove = id !== null && (
    <button
      type="button"
      className="button button--danger"
      onClick={() => update((session) => showDialog(edit(session, 'tag', removeTag(id)), null))}
    >
      {t.tagDelete}
    </button>
  );
  return (
    <Modal title={t.tagPropertiesTitle} submit={id === null ? t.create : t.apply} onSubmit={apply} aside={remove}>
      <FieldRow label={t.name}>
        <input
          className="text-field"
          aria-label={t.name}
          value={tag.name}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
      </FieldRow>
      <FrameField label={t.tagFrom} sprite={sprite} value={tag.from} onChange={(from) => change({ from })} />
      <FrameField label={t.tagTo} sprite={sprite} value={tag.to} onChange={(to) => change({ to })} />
      <FieldRow label={t.tagDirection}>
        <SelectField<TagDirection>
          label={t.tagDirection}
          value={tag.direction}
          choices={[
            { value: 'forward', label: t.tagForward },
            { value: 'reverse', label: t.tagReverse },
            { value: 'pingpong', label: t.tagPingPong },
            { value: 'pingpong_reverse', label: t.tagPingPongReverse },
          ]}
          onChange={(direction) => change({ direction })}
        />
      </FieldRow>
      <FieldRow label={t.tagRepeat}>
        <NumberField
          label={t.tagRepeat}
          value={tag.repeat}
          least={0}
          most={65535}
          onChange={(repeat) => change({ repeat })}
        />
        <span className="hint">{t.tagRepeatHint}</span>
      </FieldRow>
      <FieldRow label={t.color}>
        <TagColors value={tag.color} onChange={(color) => change({ color })} />
      </FieldRow>
    </Modal>
  );
}

function settingsOf(document: Document, id: TagId | null, t: Texts): TagSettings {
  const { tags } = spriteOf(document);
  const tag = tags.find((each) => each.id === id);
  if (tag !== undefined) return tag;
  const { frame } = document;
  const color = TAG_COLORS[tags.length % TAG_COLORS.length] ?? TAG_COLORS[0];
  return { name: t.tagName(tags.length + 1), from: frame, to: frame, direction: 'forward', repeat: 0, color };
}

/** First and last the right way round, and nothing of a tag but its settings. */
function inOrder(sprite: Sprite, tag: TagSettings): TagSettings {
  const { name, from, to, direction, repeat, color } = tag;
  const turned = indexOf(sprite, from) > indexOf(sprite, to);
  return { name, from: turned ? to : from, to: turned ? from : to, direction, repeat, color };
}
