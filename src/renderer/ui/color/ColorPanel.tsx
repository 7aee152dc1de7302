import { useState } from 'react';
import { alpha } from '../../../shared/sprite/color.ts';
import { NumberField } from '../controls/NumberField.tsx';
import { Section } from '../controls/Section.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { Slider } from '../controls/Slider.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { ColorPair } from './ColorPair.tsx';
import { ColorPlane, type PlanePoint } from './ColorPlane.tsx';
import {
  alphaTrack,
  COLOR_MODELS,
  channelTrack,
  type ModelId,
  shownValues,
  type Values,
  withValue,
} from './colorModels.ts';
import { mostChroma, withAlpha } from './colorSpaces.ts';
import './ColorPanel.css';

export interface ColorPanelProps {
  readonly color: number;
  readonly which: 'foreground' | 'background';
  readonly onWhich: (which: 'foreground' | 'background') => void;
  readonly onChange: (color: number) => void;
  /** A change has come to its end: the thumb was let go of, the field left. */
  readonly onCommit: () => void;
}

const MODELS: readonly ModelId[] = ['hsv', 'rgb', 'oklch'];

/** The colour in the hand, exactly: by plane, by slider, by number or as hex. */
export function ColorPanel(props: ColorPanelProps) {
  const t = useTexts();
  const [model, setModel] = useState<ModelId>('hsv');
  const choices = MODELS.map((value) => ({ value, label: COLOR_MODELS[value].label }));
  return (
    <Section
      title={t.color}
      tools={<Segmented label={t.colorModel} value={model} choices={choices} onChange={setModel} />}
    >
      <div className="color-panel">
        <ModelSliders key={model} {...props} model={model} />
        <ColorPair {...props} />
      </div>
    </Section>
  );
}

function ModelSliders({ color, model: id, onChange, onCommit }: ColorPanelProps & { readonly model: ModelId }) {
  const t = useTexts();
  const model = COLOR_MODELS[id];
  const [kept, setKept] = useState<Values>(() => model.read(color, [0, 0, 0]));
  const [hueKept, setHueKept] = useState<Values>(() => COLOR_MODELS.hsv.read(color, [0, 0, 0]));
  const values = shownValues(model, color, kept);
  const plane = id === 'oklch' ? 'oklch' : 'hsv';
  const planeValues = id === 'rgb' ? shownValues(COLOR_MODELS.hsv, color, hueKept) : values;
  const opacity = alpha(color);
  const set = (next: Values) => {
    setKept(next);
    onChange(model.make(next, opacity));
  };
  const setByPlane = ({ x, y }: PlanePoint) => {
    if (id === 'oklch') return set([(1 - y) * 100, x * mostChroma((1 - y) * 100, values[2]), values[2]]);
    const next: Values = [planeValues[0], x * 100, (1 - y) * 100];
    if (id === 'hsv') return set(next);
    setHueKept(next);
    onChange(COLOR_MODELS.hsv.make(next, opacity));
  };
  const hue = plane === 'oklch' ? planeValues[2] : planeValues[0];
  return (
    <div className="color-panel__model">
      <ColorPlane kind={plane} hue={Math.round(hue)} color={color} onChange={setByPlane} onCommit={onCommit} />
      <div className="color-panel__sliders">
        {INDICES.map((index) => {
          const { letter, name, most } = model.channels[index];
          const value = Math.round(values[index]);
          const change = (next: number) => set(withValue(values, index, next));
          return (
            <div key={letter} className="color-panel__channel" data-tip={t[name]} data-tip-side="left">
              <span aria-hidden="true">{letter}</span>
              <Slider
                label={t[name]}
                value={value}
                least={0}
                most={most}
                track={channelTrack(model, values, index)}
                onChange={change}
                onCommit={onCommit}
              />
              <NumberField label={t[name]} value={value} least={0} most={most} onChange={change} onCommit={onCommit} />
            </div>
          );
        })}
        <div className="color-panel__channel" data-tip={t.channelAlpha}>
          <span aria-hidden="true">A</span>
          <Slider
            label={t.channelAlpha}
            value={opacity}
            least={0}
            most={255}
            track={alphaTrack(color)}
            onChange={(next) => onChange(withAlpha(color, next))}
            onCommit={onCommit}
          />
          <NumberField
            label={t.channelAlpha}
            value={opacity}
            least={0}
            most={255}
            onChange={(next) => onChange(withAlpha(color, next))}
            onCommit={onCommit}
          />
        </div>
      </div>
    </div>
  );
}

const INDICES = [0, 1, 2] as const;
