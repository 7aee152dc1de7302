import type { CallbackFigures } from '../../../shared/usage.ts';
import { providerWords } from '../generate/jobWords.ts';
import { useTexts } from '../texts/useTexts.ts';

/** How the providers told of the ends of jobs, in words; a line for each. */
export function CallbackList({ callbacks }: { readonly callbacks: readonly CallbackFigures[] }) {
  const t = useTexts();
  return (
    <section className="figures__wide">
      <h4 className="plot__title">{t.figuresCallbacks}</h4>
      {callbacks.length === 0 && <p className="hint">{t.figuresNoCallbacks}</p>}
      <ul className="figures__callbacks">
        {callbacks.map((figures) => (
          <li key={figures.provider}>
            <span>{providerWords(figures.provider, t)}</span>
            <span>{figures.expected ? t.figuresCallbackLine(figures) : t.figuresPolledOnly(figures.settled)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
