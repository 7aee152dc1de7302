import { roundLength } from '../../editor/studio/frameTimes.ts';
import { takeOf } from '../../editor/studio/studioState.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useStudioState } from './useStudio.ts';

/** The finished clip in figures. */
export function ReportLine() {
  const t = useTexts();
  const cut = useStudioState((state) => takeOf(state).cut);
  if (cut === null) return <p className="report" />;
  const { clip, report } = cut;
  const seconds = (roundLength(clip.frames) / 1000).toFixed(2);
  return (
    <p className="report">
      <span>
        {clip.width} × {clip.height}
      </span>
      <span>{t.reportFrames(clip.frames.length)}</span>
      <span>{t.reportSeconds(seconds)}</span>
      <span>{t.reportColors(report.colorCount)}</span>
      <span className="report__flicker" data-tip={t.reportFlickerTip}>
        {t.reportFlicker(report.flicker.toFixed(report.flicker < 10 ? 1 : 0))}
      </span>
    </p>
  );
}
