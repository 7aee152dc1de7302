import type { Session } from '../../editor/session.ts';
import { useSession } from '../useSession.ts';
import { en, type Texts } from './en.ts';
import { ko } from './ko.ts';

export type Language = 'en' | 'ko';

/** The language to show: the chosen one, or the system's when it is one of ours. */
export function languageOf({ settings, environment }: Pick<Session, 'settings' | 'environment'>): Language {
  if (settings.language !== 'system') return settings.language;
  return environment.locale.toLowerCase().startsWith('ko') ? 'ko' : 'en';
}

export function useLanguage(): Language {
  return useSession(languageOf);
}

export function useTexts(): Texts {
  return useLanguage() === 'ko' ? ko : en;
}
