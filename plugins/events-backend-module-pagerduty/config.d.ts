export interface Config {
  events?: {
    modules?: {
      pagerduty?: {
        /**
         * Secret of the webhook subscription, as PagerDuty shows it when the subscription is made; several for
         * several subscriptions, and for the old and the new one while a secret is rotated. Without it,
         * `/api/events/http/pagerduty` is not opened.
         *
         * @deepVisibility secret
         */
        webhookSecret?: string | string[];
      };
    };
  };
}
