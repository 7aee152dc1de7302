/** Lets work go on after the answer was sent. It must not reject, and whoever calls must bear its being lost. */
export type Background = (work: Promise<void>) => void;

/** Supabase's edge runtime keeps its instance alive for such work; elsewhere the process simply goes on. */
export const runInBackground: Background = (work) => {
  const runtime: unknown = Reflect.get(globalThis, 'EdgeRuntime');
  if (typeof runtime !== 'object' || runtime === null) return;
  const waitUntil: unknown = Reflect.get(runtime, 'waitUntil');
  if (typeof waitUntil === 'function') Reflect.apply(waitUntil, runtime, [work]);
};
