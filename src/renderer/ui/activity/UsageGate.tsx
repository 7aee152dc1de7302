import type { ReactNode } from 'react';
import type { Connection } from '../../../shared/connection.ts';
import type { Usage, UsagePart } from '../../../shared/usage.ts';
import { showDialog } from '../../editor/actions.ts';
import type { Texts } from '../texts/en.ts';
import { errorWords } from '../texts/errorWords.ts';
import { type Language, useLanguage, useTexts } from '../texts/useTexts.ts';
import { useSession, useUpdate } from '../useSession.ts';
import { useUsage } from './useUsage.ts';

/** Shows something of the figures once they are there, and says why where they are not. */
export function UsageGate({ children }: { readonly children: (usage: Usage) => ReactNode }) {
  const t = useTexts();
  const { usage, again } = useUsage();
  if (usage === undefined) {
    return (
      <p className="hint" role="status">
        {t.usageLoading}
      </p>
    );
  }
  if (usage === null) return <NoUsage again={again} />;
  return (
    <>
      {usage.missing.length > 0 && <Missing parts={usage.missing} />}
      {children(usage)}
    </>
  );
}

/** What an older project cannot tell; the rest is shown. */
export function Missing({ parts }: { readonly parts: readonly UsagePart[] }) {
  const t = useTexts();
  return (
    <p className="hint" role="status">
      {t.usageOld(parts.map((part) => t.usageParts[part]).join(', '))}
    </p>
  );
}

/** Why there are no figures, and the one thing to do about it. */
export function NoUsage({ again }: { readonly again: () => void }) {
  const t = useTexts();
  const language = useLanguage();
  const update = useUpdate();
  const connection = useSession((session) => session.connection);
  const { why, button, preferences } = reasonOf(connection, t, language);
  const act = () =>
    preferences ? update((session) => showDialog(session, { kind: 'preferences', page: 'connection' })) : again();
  return (
    <div className="activity__empty">
      <p className="hint" role="status">
        {why}
      </p>
      <button type="button" className="button" onClick={act}>
        {button}
      </button>
    </div>
  );
}

function reasonOf(connection: Connection, t: Texts, language: Language) {
  switch (connection.kind) {
    case 'signedOut':
      return { why: t.usageSignIn, button: t.signInButton, preferences: true };
    case 'noKey':
      return { why: t.usageKey, button: t.keyButton, preferences: true };
    case 'unreachable': {
      const { what, todo } = errorWords(connection.error, language);
      return { why: `${what} ${todo}`, button: t.connectionOpen, preferences: true };
    }
    default:
      return { why: t.usageFailed, button: t.tryAgain, preferences: false };
  }
}
