import type { ReactNode } from 'react';
import type { Usage } from '../../../shared/usage.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useUsage } from './useUsage.ts';

/** Shows something of the figures once they are there, and says why where they are not. */
export function UsageGate({ children }: { readonly children: (usage: Usage) => ReactNode }) {
  const t = useTexts();
  const usage = useUsage();
  if (usage === undefined) return <p className="hint">{t.usageLoading}</p>;
  if (usage === null) return <p className="hint">{t.usageSignIn}</p>;
  return children(usage);
}
