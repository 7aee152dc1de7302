import { expect, test } from 'vitest';
import { UnderWay } from './underWay.ts';

test('all that is under way is waited for, what fails and what is begun meanwhile too', async () => {
  const works = new UnderWay();
  await works.settled();
  const [first, second] = [Promise.withResolvers<number>(), Promise.withResolvers<number>()];
  const told: string[] = [];
  const failing = works.during(first.promise);
  const settled = works.settled().then(() => told.push('settled'));
  expect(works.isEmpty).toBe(false);
  failing.catch(() => {
    told.push('failed');
    void works.during(second.promise).then((value) => told.push(`${value}`));
  });
  first.reject(new Error('disk full'));
  await expect(failing).rejects.toThrow('disk full');
  second.resolve(7);
  await settled;
  expect(told).toEqual(['failed', '7', 'settled']);
  expect(works.isEmpty).toBe(true);
});
