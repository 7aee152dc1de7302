import { useState } from 'react';
import type { Settings } from '../../../shared/settings.ts';
import { FieldRow } from '../controls/FieldRow.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { SelectField } from '../controls/SelectField.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useSession } from '../useSession.ts';
import { RecoveryFields } from './RecoveryFields.tsx';
import { ReportFields } from './ReportFields.tsx';
import { useSettings } from './useSettings.ts';

const SCALES = [0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;

export function GeneralPage() {
  const t = useTexts();
  const settings = useSession((session) => session.settings);
  const change = useSettings();
  return (
    <>
      <FieldRow label={t.language}>
        <SelectField<Settings['language']>
          label={t.language}
          value={settings.language}
          choices={[
            { value: 'system', label: t.languageSystem },
            { value: 'en', label: 'English' },
            { value: 'ko', label: '한국어' },
          ]}
          onChange={(language) => change({ language })}
        />
      </FieldRow>
      <FieldRow label={t.theme}>
        <Segmented<Settings['theme']>
          label={t.theme}
          value={settings.theme}
          choices={[
            { value: 'dark', label: t.themeDark },
            { value: 'light', label: t.themeLight },
          ]}
          onChange={(theme) => change({ theme })}
        />
      </FieldRow>
      <FieldRow label={t.uiScale}>
        <SelectField
          label={t.uiScale}
          value={String(settings.uiScale)}
          choices={[...new Set([...SCALES, settings.uiScale])]
            .toSorted((a, b) => a - b)
            .map((scale) => ({ value: String(scale), label: `${Math.round(scale * 100)} %` }))}
          onChange={(scale) => change({ uiScale: Number(scale) })}
        />
      </FieldRow>
      <RecoveryFields />
      <FieldRow label={t.videoCacheLimit}>
        <NumberField
          label={t.videoCacheLimit}
          value={settings.videoCacheLimit}
          least={0.1}
          most={1000}
          step={0.5}
          onChange={(videoCacheLimit) => change({ videoCacheLimit })}
        />
        <span className="hint">GB</span>
      </FieldRow>
      <p className="hint">{t.videoCacheHint}</p>
      <ReportFields />
      <FfmpegField path={settings.ffmpegPath} onChange={(ffmpegPath) => change({ ffmpegPath })} />
    </>
  );
}

function FfmpegField({ path, onChange }: { readonly path: string; readonly onChange: (path: string) => void }) {
  const t = useTexts();
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <>
      <FieldRow label={t.ffmpegPath}>
        <input
          className="text-field"
          aria-label={t.ffmpegPath}
          placeholder={t.ffmpegFound}
          value={draft ?? path}
          spellCheck={false}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onBlur={() => {
            if (draft !== null && draft.trim() !== path) onChange(draft.trim());
            // What was refused does not stay; what was taken comes back as the path.
            setDraft(null);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur();
          }}
        />
      </FieldRow>
      <p className="hint">{t.ffmpegHint}</p>
    </>
  );
}
