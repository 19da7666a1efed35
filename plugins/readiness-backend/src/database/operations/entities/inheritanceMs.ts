/**
 * For how long an inherited entity is outside the movement of its team, and for how long those who gave it
 * away take it back rather than inherit it: 30 days, in milliseconds.
 */
export const inheritanceMs = 30 * 24 * 3_600_000;
