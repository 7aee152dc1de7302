/**
 * How far a job is, 0 to 89, from its state and age: providers tell no percentage. In `dreaming` it nears 85 but does
 * not reach it, however long that takes; two thirds of the way are gone at the expected time.
 */
export function estimatedProgress(state: 'queued' | 'dreaming', ageSeconds: number, expectedSeconds: number): number {
  if (state === 'queued') return 5;
  return 10 + Math.floor(75 * (1 - Math.exp(-Math.max(0, ageSeconds) / expectedSeconds)));
}
