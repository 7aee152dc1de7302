import { useLayoutEffect } from 'react';
import { useLanguage } from './texts/useTexts.ts';
import { useSession } from './useSession.ts';

/** Puts theme and language on the page, where the style sheets and the system look for them. */
export function useAppearance(): void {
  const theme = useSession((session) => session.settings.theme);
  const language = useLanguage();
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme;
    document.documentElement.lang = language;
  }, [theme, language]);
}
