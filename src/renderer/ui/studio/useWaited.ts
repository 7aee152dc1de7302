import { useEffect, useState } from 'react';

/** Milliseconds until something that is under way is worth a word. */
export const PATIENCE = 350;
/** Until it can be called off. */
export const LONG = 1500;

/** Which of the two moments above something has lasted for, in milliseconds. */
export function useWaited(lasts: boolean): number {
  const [waited, setWaited] = useState(0);
  useEffect(() => {
    if (!lasts) return;
    const timers = [PATIENCE, LONG].map((moment) => setTimeout(() => setWaited(moment), moment));
    return () => {
      for (const timer of timers) clearTimeout(timer);
      setWaited(0);
    };
  }, [lasts]);
  return waited;
}
