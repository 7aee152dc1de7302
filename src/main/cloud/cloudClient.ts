import type {
  BrowserSignIn,
  CheckOutcome,
  Connection,
  ConnectionCheck,
  KeyProvider,
  SignInWays,
} from '../../shared/connection.ts';
import type { Quote } from '../../shared/ipc.ts';
import type { Usage, UsageMonth } from '../../shared/usage.ts';
import type { VideoJobs } from './project.ts';
import type { Provider } from './providers.ts';

/** Where prompts go by the settings: the demo generator, a provider by the artist's own key, or a Supabase project. */
export interface CloudClient {
  connection(): Promise<Connection>;
  signIn(email: string, password: string): Promise<Connection>;
  signUp(email: string, password: string): Promise<Connection>;
  signOut(): Promise<Connection>;
  signInWays(): Promise<SignInWays>;
  sendCode(email: string): Promise<void>;
  signInWithCode(email: string, code: string): Promise<Connection>;
  /** Goes through the system's browser. */
  signInWithBrowser(way: BrowserSignIn): Promise<Connection>;
  cancelBrowserSignIn(): void;
  /** Takes in a deep link that nobody waits for: the link in a message with a code. */
  arrive(link: URL): Promise<void>;
  keepProviderKey(provider: KeyProvider, key: string): Promise<Connection>;
  /** What was made over the present connection; null when that cannot be known now. */
  usage(): Promise<Usage | null>;
  /** Sets the signed-in user's own limit for a month; null takes it away. Answers what counts now. @throws CloudError */
  limitSpending(cents: number | null): Promise<UsageMonth>;
  /** Looks at one part of the present connection. */
  checkConnection(check: ConnectionCheck): Promise<CheckOutcome>;
  budgetChanged(): Promise<void>;
  reconnect(): Promise<Connection>;
  /** What a video would cost whoever is signed in; null when that cannot be known now. */
  quote(): Promise<Quote | null>;
  /** Finds out again whether the project answers: something hinted that it does not. */
  check(): Promise<void>;
  /** The computer slept or changed networks. */
  wake(): Promise<void>;
  /** Hears of every connection that is another one than before. */
  onChange(listener: (connection: Connection) => void): () => void;
  /** Whose jobs are asked for at present, without asking anybody: a Provider's id. */
  providerId(): string;
  /** The jobs of whoever is signed in; on the embedded backend that is done without asking. */
  jobs(): Promise<{ readonly jobs: VideoJobs; readonly provider: Provider }>;
  close(): Promise<void>;
}
