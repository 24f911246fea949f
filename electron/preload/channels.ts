/** Names of the two channels between preload and main. */
export const CALL_CHANNEL = 'precinct:call';
export const TOPIC_CHANNEL = 'precinct:topic';
