import { protocol } from './api/protocol.ts';
import { session } from './api/session.ts';
import type { BeforeRequest } from './api/webRequest.ts';
import { browser } from './browser.ts';
import type { HeaderEntry, RequestPaused } from './cdp/protocol.ts';
import { fromMapped, mapHeader, originOf, schemeOf, toMapped } from './mappedUrls.ts';

/** What the page that a request comes from has to say about it. */
export interface Requester {
  readonly id: number;
  /** Whether the page may go there. */
  allowsNavigation(url: string, redirected: boolean): boolean;
}

/** Answers the requests of own schemes, and asks about navigation; `requesterOf` knows pages by their main frame. */
export function answerRequests(requesterOf: (frame: string) => Requester | undefined): void {
  browser.root.on('Fetch.requestPaused', (paused) => {
    const stage =
      paused.responseStatusCode === undefined
        ? answerRequest(paused, requesterOf(paused.frameId))
        : answerHeaders(paused);
    // A page that has gone away needs no answer.
    stage.catch(() => fail(paused, 'Failed').catch(() => {}));
  });
}

async function answerRequest(paused: RequestPaused, requester: Requester | undefined): Promise<void> {
  const url = fromMapped(paused.request.url);
  const decision = await session.defaultSession.webRequest.beforeRequest(detailsOf(paused, url, requester?.id));
  if (decision.cancel === true) return fail(paused, 'BlockedByClient');
  if (decision.redirectURL !== undefined) return redirect(paused, decision);
  if (paused.resourceType === 'Document' && requester !== undefined) {
    if (!requester.allowsNavigation(url, paused.redirectedRequestId !== undefined)) return fail(paused, 'Aborted');
    await session.defaultSession.applyPermissions(requester, new URL(paused.request.url).origin, originOf(url));
  }
  if (isFavicon(paused)) return fail(paused, 'Aborted');
  if (url !== paused.request.url) return respond(paused, url);
  await browser.root.send('Fetch.continueRequest', { requestId: paused.requestId });
}

async function answerHeaders(paused: RequestPaused): Promise<void> {
  const url = fromMapped(paused.request.url);
  const received: Record<string, string[]> = {};
  for (const { name, value } of paused.responseHeaders ?? []) received[name] = [...(received[name] ?? []), value];
  const details = { ...detailsOf(paused, url, undefined), responseHeaders: received };
  const answer = await session.defaultSession.webRequest.headersReceived(details);
  if (answer.cancel === true) return fail(paused, 'BlockedByClient');
  const responseHeaders = Object.entries(answer.responseHeaders ?? received).flatMap(([name, values]) =>
    [values].flat().map((value) => ({ name, value })),
  );
  const status = paused.responseStatusCode ?? 200;
  await browser.root.send('Fetch.continueResponse', {
    requestId: paused.requestId,
    responseCode: status,
    responseHeaders,
  });
}

async function respond(paused: RequestPaused, url: string): Promise<void> {
  const { requestId, request } = paused;
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, fromMapped(value)]);
  const posted = request.postDataEntries?.map(({ bytes }) => Buffer.from(bytes ?? '', 'base64'));
  const body = posted === undefined ? {} : { body: Buffer.concat(posted) };
  const response = await protocol.respond(
    schemeOf(url),
    new Request(url, { method: request.method, headers, ...body }),
  );
  if (response === undefined) return fail(paused, 'AddressUnreachable');
  const bytes = Buffer.from(await response.arrayBuffer());
  await browser.root.send('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status,
    responseHeaders: mappedHeaders(response.headers),
    body: bytes.toString('base64'),
  });
}

function mappedHeaders(headers: Headers): HeaderEntry[] {
  return [...headers].map(([name, value]) => ({ name, value: mapHeader(value, protocol.schemes) }));
}

/** What Chromium's window looks for by itself, and Electron's does not. */
function isFavicon({ resourceType, request }: RequestPaused): boolean {
  return resourceType === 'Other' && new URL(request.url).pathname === '/favicon.ico';
}

async function redirect({ requestId }: RequestPaused, { redirectURL = '' }: BeforeRequest): Promise<void> {
  const responseHeaders = [{ name: 'location', value: toMapped(redirectURL) }];
  await browser.root.send('Fetch.fulfillRequest', { requestId, responseCode: 307, responseHeaders });
}

async function fail(
  { requestId }: RequestPaused,
  reason: 'Failed' | 'Aborted' | 'AddressUnreachable' | 'BlockedByClient',
) {
  await browser.root.send('Fetch.failRequest', { requestId, errorReason: reason });
}

const RESOURCE_TYPES: Readonly<Record<string, string>> = {
  Document: 'mainFrame',
  Stylesheet: 'stylesheet',
  Image: 'image',
  Font: 'font',
  Script: 'script',
  XHR: 'xhr',
  Fetch: 'xhr',
  Media: 'media',
  WebSocket: 'webSocket',
};

function detailsOf({ requestId, request, resourceType }: RequestPaused, url: string, contentsId: number | undefined) {
  const details = { id: requestId, url, method: request.method, resourceType: RESOURCE_TYPES[resourceType] ?? 'other' };
  return contentsId === undefined ? details : { ...details, webContentsId: contentsId };
}
