import { eachLayer } from './layers.ts';
import type { Content, ContentId, Sprite } from './sprite.ts';

/** What is wrong with a sprite by the rules that every edit must keep; empty when nothing is. For tests. */
export function problemsOf(sprite: Sprite): readonly string[] {
  const problems: string[] = [];
  const ids = new Set<number>();
  const claim = (what: string, id: number): void => {
    if (ids.has(id)) problems.push(`${what} ${id} shares its id`);
    if (id >= sprite.nextId) problems.push(`${what} ${id} was never given out`);
    ids.add(id);
  };
  for (const { id } of sprite.frames) claim('frame', id);
  for (const { id } of sprite.tags) claim('tag', id);
  if (sprite.frames.length === 0) problems.push('there is no frame');
  if (sprite.layers.length === 0) problems.push('there is no layer');
  const frames = new Set(sprite.frames.map(({ id }) => id));
  for (const tag of sprite.tags) {
    const [from, to] = [tag.from, tag.to].map((frame) => sprite.frames.findIndex(({ id }) => id === frame));
    if (from === undefined || to === undefined || from < 0 || to < from) problems.push(`tag ${tag.id} spans nothing`);
  }
  for (const layer of eachLayer(sprite.layers)) {
    claim('layer', layer.id);
    if (layer.kind === 'group') continue;
    const contents = new Map<ContentId, Content>();
    for (const [frame, { content }] of layer.cels) {
      if (!frames.has(frame)) problems.push(`layer ${layer.id} has a cel in a frame that is gone`);
      const known = contents.get(content.id);
      if (known === undefined) claim('content', content.id);
      else if (known !== content) problems.push(`content ${content.id} is two`);
      contents.set(content.id, content);
      if (content.kind === 'image' && content.raster.mode !== sprite.colorMode)
        problems.push('a raster has another mode');
    }
  }
  return problems;
}
