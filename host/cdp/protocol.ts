import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts';

/** Chromium's DevTools protocol as types: https://chromedevtools.github.io/devtools-protocol/tot/ */
export type Parameters = Protocol.CommandParameters;
export type Results = Protocol.CommandReturnValues;
export type Method = keyof Parameters & keyof Results;
export type Events = Protocol.Events;
export type RequestPaused = Protocol.Fetch.requestPausedPayload;
export type HeaderEntry = Protocol.Fetch.HeaderEntry;
export type TargetInfo = Protocol.Target.TargetInfo;
export type WindowBounds = Protocol.Browser.Bounds;
export type ScreenInfo = Protocol.Emulation.ScreenInfo;
