import { TriangleAlert } from 'lucide-react';
import type { ClipWarning } from '../../../shared/clip/clipReport.ts';
import { isLost } from '../../editor/studio/lostVideo.ts';
import { outgrownCanvas } from '../../editor/studio/outgrownCanvas.ts';
import { choosePalette } from '../../editor/studio/paletteChoice.ts';
import { remedyFor } from '../../editor/studio/remedies.ts';
import { studioSprite } from '../../editor/studio/studioOpening.ts';
import { changeSettings, settle, takeOf, withLook } from '../../editor/studio/studioState.ts';
import { errorWords } from '../texts/errorWords.ts';
import { useLanguage, useTexts } from '../texts/useTexts.ts';
import { useSession } from '../useSession.ts';
import { LostVideo } from './LostVideo.tsx';
import { useClipSettings, useStudio, useStudioState } from './useStudio.ts';

/** What is not as it should be, each with a button that helps. */
export function Warnings() {
  const t = useTexts();
  const live = useStudio();
  const language = useLanguage();
  const lost = useStudioState((state) => state.lost);
  const failure = useStudioState((state) =>
    state.lost && state.failure && isLost(state.failure) ? null : state.failure,
  );
  const cut = useStudioState((state) => takeOf(state).cut);
  const warnings = cut?.report.warnings ?? NONE;
  const sprite = useSession(studioSprite);
  const outgrows = useStudioState((state) => outgrownCanvas(state, sprite) !== null);
  if (lost === null && failure === null && warnings.length === 0 && !outgrows) return null;
  const words = failure && errorWords(failure, language);
  return (
    <ul className="warnings" aria-label={t.warningsLabel} aria-live="polite">
      <LostVideo />
      {words && (
        <li className="warning warning--failure">
          <TriangleAlert size={14} aria-hidden="true" />
          <span className="warning__text">
            {words.what} {failure.code === 'video_truncated' ? t.studioEndEarlier : words.todo}
          </span>
          <button type="button" className="button button--small" onClick={() => live.retry()}>
            {t.studioTryAgain}
          </button>
        </li>
      )}
      {warnings.map((warning) => (
        <Warning key={warning} warning={warning} />
      ))}
      <Outgrown />
    </ul>
  );
}

const NONE: readonly ClipWarning[] = [];

function Warning({ warning }: { readonly warning: ClipWarning }) {
  const t = useTexts();
  const { update } = useStudio();
  const sprite = useSession(studioSprite);
  const settings = useStudioState((state) => takeOf(state).draft.settings);
  const edgeIsShown = useStudioState((state) => state.look.overlay === 'edge');
  const remedy = remedyFor(warning, settings);
  const isDone = remedy.kind === 'showEdge' && edgeIsShown;
  const words: Readonly<Record<ClipWarning, string>> = {
    background_not_found: t.warningPick,
    no_subject: t.warningPick,
    touches_edge: t.warningEdge,
    no_loop: t.warningOnce,
    rough_seam: t.warningBestLoop,
    palette_lacks_colors: t.warningAllowColors,
    size_too_small: t.warningGridOff,
  };
  const help = () =>
    update((state) => {
      switch (remedy.kind) {
        case 'pickKey':
          return { ...state, picking: true, playing: false };
        case 'allowColors':
          return settle(choosePalette(state, sprite ? 'merge' : 'replace', null));
        case 'showEdge':
          return withLook(state, { overlay: 'edge' });
        case 'change':
          return settle(changeSettings(state, remedy.change, 'remedy'));
      }
    });
  return (
    <li className="warning">
      <TriangleAlert size={14} aria-hidden="true" />
      <span className="warning__text">
        {warning === 'background_not_found' && settings.background.kind === 'key'
          ? t.warningKeyNotThere
          : t.warnings[warning]}
      </span>
      {!isDone && (
        <button type="button" className="button button--small" onClick={help}>
          {words[warning]}
        </button>
      )}
    </li>
  );
}

/** Frames that reach beyond the canvas they are going to. */
function Outgrown() {
  const t = useTexts();
  const { change } = useClipSettings();
  const sprite = useSession(studioSprite);
  const state = useStudioState((state) => state);
  const size = outgrownCanvas(state, sprite);
  if (size === null) return null;
  return (
    <li className="warning">
      <TriangleAlert size={14} aria-hidden="true" />
      <span className="warning__text">{t.warningOutgrown(size.width, size.height)}</span>
      <button type="button" className="button button--small" onClick={() => change(size)}>
        {t.warningFit(size.width, size.height)}
      </button>
    </li>
  );
}
