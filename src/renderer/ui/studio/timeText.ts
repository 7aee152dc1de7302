/** Seconds as minutes, seconds and hundredths: 0:01.25. */
export function timeText(seconds: number): string {
  const hundredths = Math.round(Math.max(0, seconds) * 100);
  const [minutes, rest] = [Math.floor(hundredths / 6000), hundredths % 6000];
  const [whole, part] = [Math.floor(rest / 100), rest % 100];
  return `${minutes}:${String(whole).padStart(2, '0')}.${String(part).padStart(2, '0')}`;
}
