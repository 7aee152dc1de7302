import type { Sprite } from '../../sprite/sprite.ts';
import type { UserData } from '../../sprite/userData.ts';
import type { PlacedLayer } from './flattenLayers.ts';

/** Names of the extensions that own properties anywhere in the sprite, in the order of the file; '' is the user. */
export function extensionsIn(sprite: Sprite, layers: readonly PlacedLayer[]): Set<string> {
  const names = new Set<string>();
  const note = ({ properties }: UserData) => {
    for (const name of properties.keys()) names.add(name);
  };
  note(sprite.userData);
  for (const tileset of sprite.tilesets) {
    note(tileset.userData);
    for (const data of tileset.tileUserData.values()) note(data);
  }
  for (const { userData } of [...sprite.tags, ...sprite.slices]) note(userData);
  for (const { layer } of layers) {
    note(layer.userData);
    if (layer.kind === 'group') continue;
    for (const { id } of sprite.frames) {
      const cel = layer.cels.get(id);
      if (cel) note(cel.userData);
    }
  }
  return names;
}
