import { CLIP_FIELDS, isRecord } from './clipFields.ts';
import { type ClipSettings, DEFAULT_CLIP } from './clipSettings.ts';

/**
 * Clip settings from text that anybody may have written, such as a layer's notes or an older version's settings: what
 * cannot be used, or is not there, is as by default.
 */
export function readClipSettings(value: unknown): ClipSettings {
  const given = isRecord(value) ? value : {};
  const read = Object.entries(CLIP_FIELDS).flatMap(([name, reader]) => {
    const found = reader(given[name]);
    return found === undefined ? [] : [[name, found]];
  });
  return { ...DEFAULT_CLIP, ...Object.fromEntries(read) };
}
