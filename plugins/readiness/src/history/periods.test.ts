import { parseArea, parseDay, parsePeriod } from './periods';

const now = '2026-11-22';
const read = (search: string) => parsePeriod(new URLSearchParams(search), now);

describe('parsePeriod', () => {
  it('looks back 90 days unless another number is asked for', () => {
    expect(read('')).toEqual({ from: '2026-08-24', to: now, days: 90 });
    expect(read('days=30').from).toBe('2026-10-23');
    expect(read('days=7').days).toBe(90);
  });

  it('takes two days of the reader, and today where only the first is given', () => {
    expect(read('from=2026-01-05&to=2026-02-01&days=30')).toEqual({
      from: '2026-01-05',
      to: '2026-02-01',
      days: undefined,
    });
    expect(read('from=2026-01-05').to).toBe(now);
  });

  it.each([
    'from=2026-02-01&to=2026-01-05',
    'from=nonsense',
    'from=2026-02-30x',
    'from=2027-01-01',
    'from=0026-01-01',
  ])('falls back where %s is no period', search => {
    expect(read(search).days).toBe(90);
  });
});

it('knows areas, and days up to today', () => {
  expect(parseArea(new URLSearchParams('area=slos'))).toBe('slos');
  expect(parseArea(new URLSearchParams('area=nonsense'))).toBeUndefined();
  expect(parseDay('2026-11-23', now)).toBeUndefined();
  expect(parseDay(null, now)).toBeUndefined();
});
