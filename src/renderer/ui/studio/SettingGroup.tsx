import { ChevronDown, ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Section } from '../controls/Section.tsx';
import { useTexts } from '../texts/useTexts.ts';

/** Settings that belong together; the finer ones fold out. */
export function SettingGroup(props: {
  readonly title: string;
  readonly children: ReactNode;
  readonly more?: ReactNode;
}) {
  const { title, children, more } = props;
  const t = useTexts();
  const [open, setOpen] = useState(false);
  const Arrow = open ? ChevronDown : ChevronRight;
  return (
    <Section title={title}>
      {children}
      {open && more}
      {more !== undefined && (
        <button
          type="button"
          className="setting-more"
          aria-expanded={open}
          aria-label={`${title}: ${open ? t.studioLess : t.studioMore}`}
          onClick={() => setOpen(!open)}
        >
          <Arrow size={12} aria-hidden="true" />
          {open ? t.studioLess : t.studioMore}
        </button>
      )}
    </Section>
  );
}
