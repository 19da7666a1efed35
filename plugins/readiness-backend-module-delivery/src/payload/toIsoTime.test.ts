import fc from 'fast-check';
import { toIsoTime } from './toIsoTime';

it.each([
  ['2026-03-20T14:27:05.315384Z', '2026-03-20T14:27:05.315Z'],
  ['2026-03-20T14:27:05+01:30', '2026-03-20T12:57:05.000Z'],
  ['2026-03-20t14:27:05z', '2026-03-20T14:27:05.000Z'],
  ['2021-04-28 21:50:00 +0200', '2021-04-28T19:50:00.000Z'],
  ['2017-09-15 16:50:55 UTC', '2017-09-15T16:50:55.000Z'],
  ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
  ['2024-02-29T00:00:00-12:00', '2024-02-29T12:00:00.000Z'],
  ['0050-01-01T00:00:00Z', '0050-01-01T00:00:00.000Z'],
  [1557933657, '2019-05-15T15:20:57.000Z'],
])('reads %j', (value, expected) => {
  expect(toIsoTime(value)).toBe(expected);
});

it.each([
  '2026-02-29T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-01-00T00:00:00Z',
  '2026-01-01T24:00:00Z',
  '2026-01-01T00:00:00',
  '2026-01-01T00:00:00+25:00',
  '2026-01-01',
  '0000-01-01T00:00:00+01:00',
  '9999-12-31T23:59:59-01:00',
  'yesterday',
  1557933657000,
  2026,
  Number.NaN,
  null,
])('takes %j for none', value => {
  expect(toIsoTime(value)).toBeUndefined();
});

it('reads back every time that is written', () => {
  fc.assert(
    fc.property(
      fc.date({
        min: new Date('0001-01-01T00:00:00Z'),
        max: new Date('9999-12-30T00:00:00Z'),
        noInvalidDate: true,
      }),
      date => {
        expect(toIsoTime(date.toISOString())).toBe(date.toISOString());
      },
    ),
  );
});
