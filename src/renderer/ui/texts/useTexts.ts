import { interfaceLanguage, MENU_TEXTS, type MenuTexts } from '../../../shared/menuTexts.ts';
import type { Session } from '../../editor/session.ts';
import { useSession } from '../useSession.ts';
import { en, type Texts } from './en.ts';
import { ko } from './ko.ts';

export type Language = 'en' | 'ko';

export function languageOf({ settings, environment }: Session): Language {
  return interfaceLanguage(settings.language, environment.locale);
}

export function useLanguage(): Language {
  return useSession(languageOf);
}

/** The window's texts in the chosen language. */
export function useTexts(): Texts {
  return textsOf(useLanguage());
}

export function textsOf(language: Language): Texts {
  return language === 'ko' ? ko : en;
}

/** The titles that commands have in the native menu too. */
export function useMenuTexts(): MenuTexts {
  return MENU_TEXTS[useLanguage()];
}

/** A menu title as a button shows it: without the dots that announce a dialog. */
export function plainTitle(title: string): string {
  return title.replace(/(…|\.\.\.)$/, '');
}
