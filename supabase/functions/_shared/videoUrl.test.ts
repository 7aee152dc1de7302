import { expect, test } from 'vitest';
import { isAllowedVideoUrl } from './videoUrl.ts';

const HOSTS = ['storage.cdn-luma.com', 'videos.example'];

test.each([
  // url, in the cloud, for the embedded backend
  ['https://storage.cdn-luma.com/a.mp4', true, true],
  ['https://STORAGE.cdn-luma.com/a.mp4', true, true],
  ['https://eu.videos.example/a.mp4?x=1', true, true],
  ['https://evilvideos.example/a.mp4', false, false],
  ['https://videos.example.evil.com/a.mp4', false, false],
  ['https://videos.example@evil.com/a.mp4', false, false],
  ['https://user:word@videos.example/a.mp4', false, false],
  ['https://videos.example:8443/a.mp4', false, false],
  ['http://videos.example/a.mp4', false, false],
  ['http://127.0.0.1:4000/a.mp4', false, true],
  ['http://[::1]:4000/a.mp4', false, true],
  ['http://localhost/a.mp4', false, true],
  ['http://2130706433/a.mp4', false, true],
  ['http://127.0.0.2/a.mp4', false, false],
  ['http://localhost.evil.com/a.mp4', false, false],
  ['http://user@127.0.0.1/a.mp4', false, false],
  ['https://169.254.169.254/latest', false, false],
  ['file:///etc/passwd', false, false],
  ['javascript:alert(1)', false, false],
  ['/a.mp4', false, false],
  ['', false, false],
  [`https://videos.example/${'a'.repeat(5000)}`, false, false],
])('%s: cloud %s, embedded %s', (url, cloud, embedded) => {
  expect([isAllowedVideoUrl(url, HOSTS, false), isAllowedVideoUrl(url, HOSTS, true)]).toEqual([cloud, embedded]);
});
