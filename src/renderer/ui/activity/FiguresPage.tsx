import { Figures } from './Figures.tsx';
import { UsageGate } from './UsageGate.tsx';

/** How the jobs of the last days went: how many, how long, what for, and why not. */
export function FiguresPage() {
  return <UsageGate>{(usage) => <Figures usage={usage} today={new Date()} />}</UsageGate>;
}
