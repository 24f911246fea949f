/** Every stylesheet of the page, in the order in which they may overrule each other. */
import '../../ui/styles/tokens.css';
import '../../ui/styles/base.css';
import '../../ui/styles/controls.css';
import '../../ui/styles/display.css';
import './frame.css';
import './notices.css';
import '../../features/session/session.css';
import '../../features/factor/factor.css';
import '../../features/reason/reason.css';
import '../../features/help/help.css';
