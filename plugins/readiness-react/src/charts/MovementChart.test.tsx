import { screen } from '@testing-library/react';
import { renderTranslated } from '../__testUtils__/renderTranslated';
import { MovementChart } from './MovementChart';

describe('MovementChart', () => {
  it('says from where to where, and each reason with its points', () => {
    const { container } = renderTranslated(
      <MovementChart
        label="Score of Checkout"
        before={50}
        after={60}
        parts={[
          { id: 'improved', label: 'Improved', value: 14 },
          { id: 'new', label: 'New services', value: -4 },
        ]}
      />,
    );
    expect(screen.getByRole('img')).toHaveAccessibleName(
      'Score of Checkout: from 50 to 60 points. Improved +14. New services −4.',
    );
    const bars = [...container.querySelectorAll('rect')].map(bar => ({
      left: Number(bar.getAttribute('x')),
      width: Number(bar.getAttribute('width')),
      outlined: bar.hasAttribute('stroke'),
    }));
    const [before, up, down, after] = bars;
    expect(up.left).toBeCloseTo(before.left + before.width);
    expect(down.left + down.width).toBeLessThanOrEqual(up.left + up.width);
    expect(down.left).toBeCloseTo(after.left + after.width + 0.75);
    expect(bars.map(({ outlined }) => outlined)).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });

  it('needs no reasons where nothing moved', () => {
    renderTranslated(
      <MovementChart label="Score" before={50} after={50} parts={[]} />,
    );
    expect(screen.getByRole('img')).toHaveAccessibleName(
      'Score: from 50 to 50 points.',
    );
  });
});
