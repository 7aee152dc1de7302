import { CLIP_PRESETS, type ClipPreset, PRESET_CHANGES } from '../../../shared/clip/clipPresets.ts';
import type { ClipSettings } from '../../../shared/clip/clipSettings.ts';
import { replaceSettings, takeOf } from '../../editor/studio/studioState.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useSession } from '../useSession.ts';
import { useClipSettings, useStudio } from './useStudio.ts';

/** Good beginnings for what a video shows, and what was chosen last time. */
export function PresetBar() {
  const t = useTexts();
  const { update } = useStudio();
  const { settings, change } = useClipSettings();
  const last = useSession((session) => session.settings.lastClip);
  const likeLastTime = () =>
    update((state) => {
      if (last === null) return state;
      // Size and range are this video's own.
      const { width, height, range, palette } = takeOf(state).draft.settings;
      return replaceSettings(state, { ...last, width, height, range, palette });
    });
  return (
    <fieldset className="preset-bar" aria-label={t.presetStart}>
      <span className="hint">{t.presetStart}</span>
      {CLIP_PRESETS.map((preset) => (
        <button
          key={preset}
          type="button"
          className="chip"
          aria-pressed={isPreset(settings, preset)}
          data-tip={t.presetTips[preset]}
          onClick={() => change(PRESET_CHANGES[preset])}
        >
          {t.presetNames[preset]}
        </button>
      ))}
      {last !== null && (
        <button type="button" className="chip" data-tip={t.presetLastTip} onClick={likeLastTime}>
          {t.presetLast}
        </button>
      )}
    </fieldset>
  );
}

function isPreset(settings: ClipSettings, preset: ClipPreset): boolean {
  const chosen = new Map<string, unknown>(Object.entries(settings));
  return Object.entries(PRESET_CHANGES[preset]).every(
    ([key, value]) => JSON.stringify(chosen.get(key)) === JSON.stringify(value),
  );
}
