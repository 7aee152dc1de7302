import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Interjection } from './unsteadyNetwork.ts';

/** The ways into a project that the embedded backend lacks: codes by e-mail and the browser's with PKCE (GoTrue). */
export interface AuthServer {
  /** Codes that were "sent", by address. */
  readonly mailbox: ReadonlyMap<string, string>;
  interject(incoming: IncomingMessage): Promise<Interjection | null>;
  /** What a browser does with the address of the consent page: the artist agrees, and it is sent on. */
  consent(address: string): Promise<URL>;
}

const CODE = '481516';

/** @param signUp makes an account and gives its session as the auth server words it */
export function createAuthServer(signUp: (email: string) => Promise<unknown>): AuthServer {
  const mailbox = new Map<string, string>();
  const flows = new Map<string, string>();
  const refuse = (error_code: string, msg: string): Interjection => ({ status: 403, body: { error_code, msg } });
  return {
    mailbox,
    async interject(incoming) {
      const url = new URL(incoming.url ?? '/', 'http://auth');
      switch (`${incoming.method} ${url.pathname}`) {
        case 'GET /auth/v1/settings':
          return { status: 200, body: { external: { email: true, github: true, saml: true, google: false } } };
        case 'POST /auth/v1/otp': {
          const { email } = await bodyOf(incoming);
          mailbox.set(String(email), CODE);
          return { status: 200, body: {} };
        }
        case 'POST /auth/v1/verify': {
          const { email, token } = await bodyOf(incoming);
          if (mailbox.get(String(email)) !== token) return refuse('otp_expired', 'Token has expired or is invalid');
          mailbox.delete(String(email));
          return { status: 200, body: await signUp(String(email)) };
        }
        case 'GET /auth/v1/authorize': {
          const code = randomUUID();
          flows.set(code, url.searchParams.get('code_challenge') ?? '');
          return { status: 302, headers: { location: `${url.searchParams.get('redirect_to')}?code=${code}` } };
        }
        case 'POST /auth/v1/token': {
          if (url.searchParams.get('grant_type') !== 'pkce') return null;
          const { auth_code, code_verifier } = await bodyOf(incoming);
          const challenge = createHash('sha256').update(String(code_verifier)).digest('base64url');
          const known = flows.get(String(auth_code));
          flows.delete(String(auth_code));
          if (known !== challenge) return refuse('bad_code_verifier', 'code challenge does not match');
          return { status: 200, body: await signUp(`${randomUUID()}@github.example`) };
        }
        default:
          return null;
      }
    },
    async consent(address) {
      const { headers } = await fetch(address, { redirect: 'manual' });
      return new URL(headers.get('location') ?? '');
    },
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}
