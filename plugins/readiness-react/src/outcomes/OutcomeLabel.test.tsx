import { outcomes } from '@team-readiness/backstage-plugin-readiness-common';
import { render, screen } from '@testing-library/react';
import { OutcomeIcon } from './OutcomeIcon';
import { OutcomeLabel } from './OutcomeLabel';
import { outcomeWords } from './outcomeWords';

describe('OutcomeLabel', () => {
  it('says each outcome in its own words', () => {
    expect(outcomes.map(outcome => outcomeWords(outcome))).toEqual([
      'Not met',
      'No data',
      'Check failed to run',
      'Exempt',
      'Met',
      'Does not apply',
    ]);
    expect(outcomeWords('exempt', { until: '2026-12-24' })).toBe(
      'Exempt until 24 Dec 2026',
    );
    expect(outcomeWords('exempt', { optedOut: true })).toBe('Opted out');
    expect(outcomeWords('pass', { until: '2026-12-24' })).toBe('Met');
  });

  it('has a shape of its own for each outcome, so that none rests on colour', () => {
    const shapes = outcomes.map(outcome => {
      const { container, unmount } = render(<OutcomeIcon outcome={outcome} />);
      const shape = container.querySelector('path')?.getAttribute('d');
      unmount();
      return shape;
    });
    expect(new Set(shapes).size).toBe(outcomes.length);
  });

  it('names an icon that stands alone, and hides one beside words', () => {
    render(<OutcomeIcon outcome="fail" />);
    expect(screen.getByTitle('Not met')).toBeInTheDocument();
    const { container } = render(<OutcomeLabel outcome="fail" />);
    expect(container.querySelector('svg')).toHaveAttribute(
      'aria-hidden',
      'true',
    );
    expect(container).toHaveTextContent(/^Not met$/);
  });
});
