import { screen } from '@testing-library/react';
import { renderTranslated } from '../__testUtils__/renderTranslated';
import { Sparkline } from './Sparkline';

const range = { from: '2026-11-01', to: '2026-11-10' };

describe('Sparkline', () => {
  it('says what it draws, also on hover', () => {
    renderTranslated(
      <Sparkline
        label="A & B"
        points={[
          { day: '2026-11-01', value: 0.9 },
          { day: '2026-11-07', value: 0.8 },
        ]}
        {...range}
        missing={[{ from: '2026-11-05', to: '2026-11-06' }]}
      />,
    );
    const said =
      'A & B fell from 90% on 1 Nov to 80% on 10 Nov. Nothing was measured from 5 Nov to 6 Nov.';
    expect(screen.getByRole('img')).toHaveAccessibleName(said);
    expect(screen.getByTitle(said)).toBeInTheDocument();
  });

  it('says where nothing was measured at all', () => {
    renderTranslated(<Sparkline label="Checkout" points={[]} {...range} />);
    expect(screen.getByRole('img')).toHaveAccessibleName(
      'Checkout: nothing was measured. Nothing was measured from 1 Nov to 10 Nov.',
    );
  });
});
