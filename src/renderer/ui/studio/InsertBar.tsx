import { paintedFrames } from '../../../shared/sprite/edits/clip/replaceClip.ts';
import { findLayer } from '../../../shared/sprite/layers.ts';
import { spriteOf } from '../../editor/documents.ts';
import type { InsertChoice, InsertPlace } from '../../editor/studio/insertChoice.ts';
import { paletteChoiceOf } from '../../editor/studio/paletteChoice.ts';
import { shortName } from '../../editor/studio/shortName.ts';
import { studioDocument, studioSprite } from '../../editor/studio/studioOpening.ts';
import { isReady, takeOf } from '../../editor/studio/studioState.ts';
import { Segmented } from '../controls/Segmented.tsx';
import { SelectField } from '../controls/SelectField.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useSession } from '../useSession.ts';
import { ReportLine } from './ReportLine.tsx';
import { useStudio, useStudioState } from './useStudio.ts';

/** At the bottom: what came of it, where it goes, and the button that puts it there. */
export function InsertBar({ inserting, onInsert }: { readonly inserting: boolean; readonly onInsert: () => void }) {
  const t = useTexts();
  const { update } = useStudio();
  const insert = useStudioState((state) => state.insert);
  const ready = useStudioState(isReady);
  const places = usePlaces();
  const chosen = places.find(({ place }) => place.kind === insert.place.kind);
  const choose = (change: Partial<InsertChoice>) =>
    update((state) => ({ ...state, insert: { ...state.insert, ...change } }));
  return (
    <footer className="insert-bar">
      <ReportLine />
      <AddedColors />
      <PaintedChoice />
      <span className="insert-bar__field" data-tip={chosen?.tip}>
        <span className="hint" aria-hidden="true">
          {t.insertPlace}
        </span>
        <SelectField<InsertPlace['kind']>
          label={t.insertPlace}
          value={insert.place.kind}
          choices={places.map(({ place, label }) => ({ value: place.kind, label }))}
          onChange={(kind) => {
            const next = places.find(({ place }) => place.kind === kind);
            if (next) choose({ place: next.place });
          }}
        />
      </span>
      <label className="insert-bar__field" data-tip={t.insertNameTip}>
        <span className="hint">{t.insertName}</span>
        <input
          className="text-field"
          aria-label={t.insertName}
          value={insert.name}
          maxLength={80}
          spellCheck={false}
          onChange={(event) => choose({ name: event.currentTarget.value })}
        />
      </label>
      <button
        type="button"
        className="button button--primary insert-bar__button"
        disabled={!ready || inserting}
        data-tip-keys="Ctrl+Enter"
        data-tip={insert.place.kind === 'recut' ? t.insertRecutButton : t.insertButton}
        onClick={onInsert}
      >
        {insert.place.kind === 'recut' ? t.insertRecutButton : t.insertButton}
      </button>
    </footer>
  );
}

interface Place {
  readonly place: InsertPlace;
  readonly label: string;
  /** The whole of what the label may have left out. */
  readonly tip?: string;
}

/** The places that there are for the frames. */
function usePlaces(): readonly Place[] {
  const t = useTexts();
  const { opening } = useStudio();
  const document = useSession(studioDocument);
  const sprite: InsertPlace = { kind: 'sprite' };
  if (document === undefined) return [{ place: sprite, label: t.insertSprite }];
  const { frames } = spriteOf(document);
  const layer = findLayer(spriteOf(document), document.layer);
  const number = frames.findIndex(({ id }) => id === document.frame) + 1;
  const { recut } = opening;
  const own = recut && findLayer(spriteOf(document), recut.layer);
  return [
    ...(recut && own
      ? [{ place: { kind: 'recut', clip: recut } as const, label: t.insertRecut(shortName(own.name)), tip: own.name }]
      : []),
    { place: { kind: 'layer' }, label: t.insertLayer },
    ...(layer?.kind === 'image'
      ? [
          {
            place: { kind: 'into', layer: layer.id, frame: document.frame } as const,
            label: t.insertInto(shortName(layer.name), number),
            tip: layer.name,
          },
        ]
      : []),
    { place: sprite, label: t.insertSprite },
  ];
}

/** How many colours the sprite's palette gains. */
function AddedColors() {
  const t = useTexts();
  const place = useStudioState((state) => state.insert.place.kind);
  const choice = useStudioState(paletteChoiceOf);
  const colors = useStudioState((state) => takeOf(state).cut?.clip.palette ?? NONE);
  const own = useSession((session) => studioSprite(session)?.palette.colors ?? NONE);
  if (place === 'sprite' || choice !== 'merge') return null;
  const known = new Set(own);
  const added = colors.slice(1).filter((color) => !known.has(color)).length;
  return added === 0 ? null : <span className="hint insert-bar__adds">{t.insertAdds(added)}</span>;
}

const NONE: readonly number[] = [];

/** Where frames that are to be replaced were painted over, the artist says what becomes of them. */
function PaintedChoice() {
  const t = useTexts();
  const { update } = useStudio();
  const place = useStudioState((state) => state.insert.place);
  const painted = useStudioState((state) => state.insert.painted);
  const document = useSession(studioDocument);
  if (place.kind !== 'recut' || document === undefined) return null;
  const count = paintedFrames(spriteOf(document), place.clip.layer, place.clip.id).length;
  if (count === 0) return null;
  return (
    <span className="insert-bar__field">
      <span className="hint">{t.insertPainted(count)}</span>
      <Segmented<'keep' | 'replace'>
        label={t.insertPainted(count)}
        value={painted}
        choices={[
          { value: 'keep', label: t.insertPaintedKeep },
          { value: 'replace', label: t.insertPaintedReplace },
        ]}
        onChange={(next) => update((state) => ({ ...state, insert: { ...state.insert, painted: next } }))}
      />
    </span>
  );
}
