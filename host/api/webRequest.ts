import { browser } from '../browser.ts';

interface Details {
  readonly id: string;
  readonly url: string;
  readonly method: string;
  readonly resourceType: string;
  readonly webContentsId?: number;
  readonly responseHeaders?: Readonly<Record<string, readonly string[]>>;
}
export interface BeforeRequest {
  readonly cancel?: boolean;
  readonly redirectURL?: string;
}
export interface HeadersReceived {
  readonly cancel?: boolean;
  readonly responseHeaders?: Readonly<Record<string, string | readonly string[]>>;
}
type Listener<Answer> = (details: Details, answer: (answer: Partial<Answer>) => void) => void;
interface Filter {
  readonly urls: readonly string[];
}

/** https://www.electronjs.org/docs/latest/api/web-request, as far as requests are refused or given headers. */
export class WebRequest {
  #beforeRequest: Listener<BeforeRequest> | null = null;
  #headersReceived: Listener<HeadersReceived> | null = null;

  onBeforeRequest(...parameters: [Filter, Listener<BeforeRequest> | null] | [Listener<BeforeRequest> | null]): void {
    this.#beforeRequest = filtered(parameters);
    this.#intercept();
  }

  onHeadersReceived(
    ...parameters: [Filter, Listener<HeadersReceived> | null] | [Listener<HeadersReceived> | null]
  ): void {
    this.#headersReceived = filtered(parameters);
    this.#intercept();
  }

  /** The host's part. */
  beforeRequest(details: Details): Promise<BeforeRequest> {
    const listener = this.#beforeRequest;
    return listener === null ? Promise.resolve({}) : new Promise((resolve) => listener(details, resolve));
  }

  /** The host's part. */
  headersReceived(details: Details): Promise<HeadersReceived> {
    const listener = this.#headersReceived;
    return listener === null ? Promise.resolve({}) : new Promise((resolve) => listener(details, resolve));
  }

  #intercept(): void {
    const request = this.#beforeRequest === null ? [] : [{ urlPattern: '*', requestStage: 'Request' as const }];
    const response = this.#headersReceived === null ? [] : [{ urlPattern: '*', requestStage: 'Response' as const }];
    browser.interceptRequests([...request, ...response]).catch(() => {});
  }
}

function filtered<Answer>(
  parameters: [Filter, Listener<Answer> | null] | [Listener<Answer> | null],
): Listener<Answer> | null {
  if (parameters.length === 1) return parameters[0];
  const [{ urls }, listener] = parameters;
  if (listener === null) return null;
  const patterns = urls.map((pattern) => (pattern === '<all_urls>' ? /^/ : patternOf(pattern)));
  return (details, answer) => {
    if (patterns.some((pattern) => pattern.test(details.url))) listener(details, answer);
    else answer({});
  };
}

function patternOf(urls: string): RegExp {
  return new RegExp(
    `^${urls
      .split('*')
      .map((part) => part.replace(/[.?+^$()[\]{}|\\]/g, '\\$&'))
      .join('.*')}$`,
  );
}
