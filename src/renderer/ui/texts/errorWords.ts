import type { Failure } from '../../../shared/ipc.ts';
import { type ErrorCode, type ErrorWords, errorsEn } from './errors.en.ts';
import { errorsKo } from './errors.ko.ts';
import type { Language } from './useTexts.ts';

/** A failure in the artist's words. A code that has none keeps main's own message, with the general remedy. */
export function errorWords({ code, message }: Failure, language: Language): ErrorWords {
  const words = language === 'ko' ? errorsKo : errorsEn;
  if (isKnown(code)) return words[code];
  return { what: message === '' ? words.internal.what : message, todo: words.internal.todo };
}

function isKnown(code: string): code is ErrorCode {
  return Object.hasOwn(errorsEn, code);
}
