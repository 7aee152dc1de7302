import { CLIP_FIELDS, isRecord } from './clipFields.ts';
import type { ClipSettings } from './clipSettings.ts';

/** Whether a value is clip settings, whole and within their bounds, with nothing else in it. */
export function isClipSettings(value: unknown): value is ClipSettings {
  if (!isRecord(value) || Object.keys(value).length !== Object.keys(CLIP_FIELDS).length) return false;
  return Object.entries(CLIP_FIELDS).every(([name, reader]) => {
    const found = reader(value[name]);
    return found !== undefined && isSame(found, value[name]);
  });
}

/** Whether plain data is the same, with the same fields in it. */
function isSame(a: unknown, b: unknown): boolean {
  if (!isRecord(a) || !isRecord(b)) return a === b;
  const names = Object.keys(a);
  if (Array.isArray(a) !== Array.isArray(b) || names.length !== Object.keys(b).length) return false;
  return names.every((name) => isSame(a[name], b[name]));
}
