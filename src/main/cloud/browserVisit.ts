import { CloudError } from './cloudError.ts';
import { codeIn, type Landing } from './landing.ts';
import type { Project } from './project.ts';

/** The system's browser, and where it comes back to. */
export interface Browser {
  open(url: string): Promise<void>;
  land(): Landing | Promise<Landing>;
}

/** Signing in through the browser, one visit at a time. */
export interface BrowserVisit {
  /** @throws CloudError `canceled`, `sign_in_refused`, or what the project says */
  signIn(project: Pick<Project, 'browserAddress' | 'signInWithRedirect'>, way: string): Promise<void>;
  /** Stops waiting; what the browser still brings is not listened to. */
  cancel(): void;
}

/** Milliseconds in which nobody has come back. */
const PATIENCE = 10 * 60_000;

export function createBrowserVisit(browser: Browser | null): BrowserVisit {
  let stop = (): void => {};
  return {
    async signIn(project, way) {
      if (browser === null) throw new CloudError('no_browser', 'There is no browser to sign in with.');
      stop();
      const landing = await browser.land();
      const { promise: given, reject } = Promise.withResolvers<never>();
      const giveUp = (): void => reject(new CloudError('canceled', 'Nobody came back from the browser.'));
      const timer = setTimeout(giveUp, PATIENCE);
      stop = giveUp;
      try {
        const visit = async (): Promise<string> => {
          const address = await project.browserAddress(way, landing.address);
          if (!/^https?:\/\//.test(address)) throw new CloudError('bad_answer', 'The project named no page to go to.');
          await browser.open(address);
          return codeIn(await landing.arrival);
        };
        await project.signInWithRedirect(await Promise.race([visit(), given]));
      } finally {
        clearTimeout(timer);
        landing.close();
      }
    },
    cancel: () => stop(),
  };
}
