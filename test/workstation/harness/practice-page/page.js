// Shows the phase, as the real page does: asks once, then follows the topic.
const show = (snapshot) => {
  document.getElementById('phase').textContent = `${snapshot.phase} ${snapshot.link.state}`;
};
window.precinct.subscribe('session.changed', show);
window.precinct.calls['session.get']({}).then((reply) => show(reply.value));
