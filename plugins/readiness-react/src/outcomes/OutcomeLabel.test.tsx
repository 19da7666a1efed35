import { outcomes } from '@team-readiness/backstage-plugin-readiness-common';
import { screen } from '@testing-library/react';
import { renderTranslated } from '../__testUtils__/renderTranslated';
import { OutcomeIcon } from './OutcomeIcon';
import { OutcomeLabel } from './OutcomeLabel';

describe('OutcomeLabel', () => {
  it('has a shape of its own for each outcome, so that none rests on colour', () => {
    const shapes = outcomes.map(outcome => {
      const { container, unmount } = renderTranslated(
        <OutcomeIcon outcome={outcome} />,
      );
      const shape = container.querySelector('path')?.getAttribute('d');
      unmount();
      return shape;
    });
    expect(new Set(shapes).size).toBe(outcomes.length);
  });

  it('names an icon that stands alone, and hides one beside words', () => {
    renderTranslated(<OutcomeIcon outcome="fail" />);
    expect(screen.getByTitle('Not met')).toBeInTheDocument();
    const { container } = renderTranslated(<OutcomeLabel outcome="fail" />);
    expect(container.querySelector('svg')).toHaveAttribute(
      'aria-hidden',
      'true',
    );
    expect(container).toHaveTextContent(/^Not met$/);
  });
});
