import { RotateCcw } from 'lucide-react';
import { CLIP_RANGES, DEFAULT_CLIP } from '../../../shared/clip/clipSettings.ts';
import { rounded } from '../../editor/studio/draft.ts';
import { NumberField } from '../controls/NumberField.tsx';
import { Slider } from '../controls/Slider.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useClipSettings } from './useStudio.ts';

type SliderSetting = Exclude<keyof typeof CLIP_RANGES, 'width' | 'height' | 'cell' | 'frameCount'>;

/** One number of the settings: a slider, the number itself, and a mark that brings the default back. */
export function SettingSlider(props: {
  readonly setting: SliderSetting;
  readonly label: string;
  readonly tip?: string;
  /** The slider's own end, where the whole range would make it too fine; the number may go beyond. */
  readonly most?: number;
}) {
  const { setting, label, tip } = props;
  const t = useTexts();
  const { settings, change, settle } = useClipSettings();
  const { least, most, step } = CLIP_RANGES[setting];
  const value = settings[setting];
  const end = props.most ?? most;
  const usual = DEFAULT_CLIP[setting];
  const set = (next: number) => change({ [setting]: rounded(next, step) }, setting);
  const reset = () => change({ [setting]: usual });
  return (
    <div className="setting">
      <span className="setting__label" data-tip={tip} onDoubleClick={reset} aria-hidden="true">
        {label}
      </span>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the mouse; the mark does the same for keys */}
      <span className="setting__slider" onDoubleClick={reset}>
        <Slider
          label={label}
          value={Math.min(value, end)}
          least={least}
          most={end}
          step={step}
          track={filled((Math.min(value, end) - least) / (end - least))}
          onChange={set}
          onCommit={settle}
        />
      </span>
      <NumberField label={label} value={value} least={least} most={most} step={step} onChange={set} onCommit={settle} />
      {value === usual ? (
        <span />
      ) : (
        <button
          type="button"
          className="setting__reset"
          aria-label={t.settingReset(label)}
          data-tip={t.settingReset(label)}
          onClick={reset}
        >
          <RotateCcw size={12} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}

/** A track that is coloured up to the thumb. */
function filled(share: number): string {
  const place = `${(100 * share).toFixed(1)}%`;
  return `linear-gradient(90deg, var(--slider-fill) ${place}, var(--surface-3) ${place})`;
}
