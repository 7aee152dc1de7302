import type { Edit } from '../history.ts';
import { idsOf } from '../ids.ts';
import type { Tag, TagId } from '../sprite.ts';
import { NO_USER_DATA } from '../userData.ts';

export type TagSettings = Pick<Tag, 'name' | 'from' | 'to' | 'direction' | 'repeat' | 'color'>;

export function addTag(settings: TagSettings): Edit {
  return (sprite) => {
    const ids = idsOf(sprite);
    const tag: Tag = { ...settings, id: ids.next('tag'), userData: NO_USER_DATA, unknown: [] };
    return ids.claimed({ ...sprite, tags: [...sprite.tags, tag] });
  };
}

export function setTag(id: TagId, change: Partial<TagSettings>): Edit {
  return (sprite) => ({ ...sprite, tags: sprite.tags.map((tag) => (tag.id === id ? { ...tag, ...change } : tag)) });
}

export function removeTag(id: TagId): Edit {
  return (sprite) =>
    sprite.tags.some((tag) => tag.id === id) ? { ...sprite, tags: sprite.tags.filter((tag) => tag.id !== id) } : sprite;
}
