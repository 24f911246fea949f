/** The bundled fonts; nothing is loaded from elsewhere. */
import '@fontsource-variable/public-sans/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
