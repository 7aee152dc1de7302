import { ChevronDown, ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import './Section.css';

/** A part of the side panel that folds away under its heading. */
export function Section(props: {
  readonly title: string;
  /** Small controls at the right of the heading. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}) {
  const [open, setOpen] = useState(true);
  const Arrow = open ? ChevronDown : ChevronRight;
  return (
    <section className="section" aria-label={props.title}>
      <header className="section__header">
        <button
          type="button"
          className="section__title"
          aria-expanded={open}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => setOpen(!open)}
        >
          <Arrow size={14} aria-hidden="true" />
          {props.title}
        </button>
        {open && <div className="section__tools">{props.tools}</div>}
      </header>
      {open && <div className="section__body">{props.children}</div>}
    </section>
  );
}
