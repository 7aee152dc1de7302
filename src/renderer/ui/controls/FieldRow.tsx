import type { ReactNode } from 'react';

/** A name on the left, what it names on the right. The controls carry their own accessible names. */
export function FieldRow({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="field-row">
      <span className="field-row__label" aria-hidden="true">
        {label}
      </span>
      <div className="field-row__control">{children}</div>
    </div>
  );
}
