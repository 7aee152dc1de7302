import { setOption } from '../../editor/actions.ts';
import { toolInHand } from '../../editor/pointer.ts';
import type { ToolId, ToolOptions } from '../../editor/tools/tool.ts';
import { Check } from '../controls/Check.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { Slider } from '../controls/Slider.tsx';
import { plainTitle, useMenuTexts, useTexts } from '../texts/useTexts.ts';
import { useSession, useUpdate } from '../useSession.ts';
import { TOOL_LOOKS } from './toolLooks.ts';

type OptionId = 'brush' | 'pixelPerfect' | 'contiguous' | 'tolerance' | 'filled' | 'pickFrom';

/** Which settings mean anything to a tool. */
const OPTIONS_OF: Partial<Record<ToolId, readonly OptionId[]>> = {
  pencil: ['brush', 'pixelPerfect'],
  eraser: ['brush', 'pixelPerfect'],
  line: ['brush'],
  rectangle: ['brush', 'filled'],
  bucket: ['tolerance', 'contiguous'],
  eyedropper: ['pickFrom'],
};

/** The settings of the tool in the hand. */
export function ToolOptionsBar() {
  const t = useTexts();
  const titles = useMenuTexts();
  const tool = useSession(toolInHand);
  const { icon: Icon, command } = TOOL_LOOKS[tool];
  return (
    <div className="tool-options" role="toolbar" aria-label={t.toolOptionsLabel} data-region>
      <span className="tool-options__tool">
        <Icon size={16} strokeWidth={1.6} absoluteStrokeWidth aria-hidden="true" />
        {plainTitle(titles.commands[command])}
      </span>
      {OPTIONS_OF[tool]?.map((option) => (
        <Option key={option} option={option} />
      ))}
    </div>
  );
}

function Option({ option }: { readonly option: OptionId }) {
  const t = useTexts();
  const update = useUpdate();
  const options = useSession((session) => session.options);
  const set = (change: Partial<ToolOptions>) => update((session) => setOption(session, change));
  switch (option) {
    case 'brush':
      return <BrushOptions options={options} onChange={set} />;
    case 'pixelPerfect':
      return (
        <Check
          label={t.pixelPerfect}
          checked={options.pixelPerfect}
          onChange={(pixelPerfect) => set({ pixelPerfect })}
        />
      );
    case 'contiguous':
      return <Check label={t.contiguous} checked={options.contiguous} onChange={(contiguous) => set({ contiguous })} />;
    case 'filled':
      return <Check label={t.filled} checked={options.filled} onChange={(filled) => set({ filled })} />;
    case 'tolerance':
      return (
        <Amount
          label={t.tolerance}
          value={options.tolerance}
          least={0}
          most={255}
          onChange={(tolerance) => set({ tolerance })}
        />
      );
    case 'pickFrom':
      return (
        <div className="tool-options__group">
          <span aria-hidden="true">{t.pickFrom}</span>
          <Segmented
            label={t.pickFrom}
            value={options.pickFrom}
            choices={[
              { value: 'all', label: t.pickFromAll },
              { value: 'layer', label: t.pickFromLayer },
            ]}
            onChange={(pickFrom) => set({ pickFrom })}
          />
        </div>
      );
  }
}

function BrushOptions(props: {
  readonly options: ToolOptions;
  readonly onChange: (change: Partial<ToolOptions>) => void;
}) {
  const t = useTexts();
  const { options, onChange } = props;
  return (
    <>
      <Amount
        label={t.brushSize}
        value={options.brushSize}
        least={1}
        most={64}
        onChange={(brushSize) => onChange({ brushSize })}
      />
      <Segmented
        label={t.brushShape}
        value={options.brushShape}
        choices={[
          { value: 'round', label: t.brushRound },
          { value: 'square', label: t.brushSquare },
        ]}
        onChange={(brushShape) => onChange({ brushShape })}
      />
    </>
  );
}

function Amount(props: {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}) {
  return (
    <div className="tool-options__group">
      <span aria-hidden="true">{props.label}</span>
      <Slider {...props} />
      <NumberField {...props} />
    </div>
  );
}
