/** The name (`width:height`) among `names` whose shape is nearest to that of the sprite; names must not be empty. */
export function nearestRatio(sprite: { readonly width: number; readonly height: number }, names: readonly string[]) {
  const wanted = sprite.width / sprite.height;
  const distance = (name: string) => Math.abs(Math.log(ratioOf(name) / wanted));
  return names.reduce((best, next) => (distance(next) < distance(best) ? next : best));
}

function ratioOf(name: string): number {
  const [width, height] = name.split(':').map(Number);
  return (width ?? 1) / (height ?? 1);
}
