/** Documents that can be read again. */
export interface RefreshableDefinitions {
  /** Shares a run that is under way; else one begins, a few seconds after the one before. */
  refreshOnDemand(options: { by?: string }): Promise<void>;
  /** Names of scorecards whose new version waits until it was compared with the stored facts. */
  comparing(): readonly string[];
}
