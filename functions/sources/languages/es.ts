import type { Lexicon } from './lexicon.ts';

export const es: Lexicon = {
  language: 'es',
  before:
    'según|de acuerdo con|de acuerdo a|citado por|citada por|citados por|citadas por|citando a|citando|recogido por|recogida por|recogidas por|recogidos por|consultado por|consultada por|consultados por|consultadas por|entrevistado por|entrevistada por|en declaraciones a|declaraciones a|en entrevista con|en una entrevista con|entrevista con|en una entrevista a|entrevista a|en conversación con|informaron a|confirmaron a|conforme a|difundido por|difundida por|reportado por|reportada por|publicado por|divulgado por|divulgada por|reproducido por|reproducida por|contactado por|contactada por|a través de|vista por|visto por|obtenido por|obtenida por|datos de|recuento de|información de|informaciones de|un despacho de|despachos de|reporte de|reportes de|al que tuvo acceso|a la que tuvo acceso|a los que tuvo acceso|en conversación telefónica con|conversación telefónica con|en conversaciones con|en un mensaje recogido por|en diálogo con|a preguntas de|en comunicación con|comunicado remitido a|en un comunicado enviado a|fuentes consultadas por|según informó|según informa|según publica|según recoge|según adelantó',
  inverted:
    'informó|informa|ha informado|informaron|reportó|reporta|ha reportado|publicó|señaló|indicó|dijo|detalló|precisó|constató|ha constatado|pudo constatar|comprobó|pudo comprobar|recoge|recogió|adelantó|difundió|publica|añadió|afirmó|anunció|da cuenta|dio cuenta|da a conocer|dio a conocer|avanzó|cita|citó|reveló|explicó|según informó|difunde|señala|indica|precisa|asegura|aseguró|confirmó|notició',
  to: 'a la|al|a|con la|con|ante',
  tell: 'dijo|dijeron|declaró|declararon|explicó|aseguró|confirmó|señaló|comentó|informó|afirmó|relató|contó|reveló|indicó|precisó|manifestó|detalló|adelantó|expresó|apuntó|ha dicho|ha declarado|ha explicado|ha asegurado|ha confirmado|ha señalado|ha informado|explica|explican|asegura|cuenta|confirma|relata|señala|declarado|explicado|asegurado|confirmado|contado|dicho|señalado|habló|declaraciones|entrevista|explicaron|confirmaron|aseguraron|informaron|indicaron|señalaron|relataron',
  report:
    'informó|informa|ha informado|reportó|reporta|ha reportado|citó|cita|ha citado|recoge|recogió|publicó|constató|ha constatado|pudo constatar|comprobó|pudo comprobar|ha podido comprobar|difundió|adelantó|tuvo acceso|ha tenido acceso|informaron|citando|ha sabido|ha podido saber|consultó|elevó|eleva|detalló|detalla|rebajó|cifró|cifra|situó|precisó|precisa|indicó|indica|señala|señaló|reveló|revela|avanzó|avanza|habla|hablaba|dio cuenta|da cuenta|explicó|confirmó|pudo verificar|no pudo verificar|ha verificado|contabilizó|mencionó|atribuyó|transmitió|aseguró|publica|añadió',
  say: 'dijo|afirmó',
  between:
    'también|ha|este|lunes|martes|miércoles|jueves|viernes|sábado|domingo|el|hoy|ayer|además|la|en|un|despacho',
  agency:
    'agencia|agencia de noticias|agencias|agencia de prensa|agencia oficial|agencia estatal|agencia noticiosa|agencia informativa|cadena|televisora|agencia de información|agencia fotográfica|agencias de noticias',
  glue: 'la|el|las|los|de|del|noticias|prensa|oficial|estatal|estatales|rusa|china|iraní|siria|turca|alemana|francesa|italiana|española|británica|estadounidense|local|nacional|internacional|noticiosa|privada|pública|cubana|peruana|boliviana|y|e|portuguesa|japonesa|surcoreana|norcoreana|palestina|saudí|gubernamental|semioficial|varias|diversas|algunas|otras|dos|medios',
  staff:
    'periodista|periodistas|fotógrafo|fotógrafa|fotógrafos|corresponsal|corresponsales|reportero|reportera|reporteros|camarógrafo|camarógrafos|equipo|enviado|enviada|cámara|colaborador|fotoperiodista',
  work: 'recuento|conteo|cálculo|cálculos|balance|encuesta|imágenes|vídeo|video|fotos|análisis|investigación|datos|entrevista|despacho|nota|verificación|sondeo|cifras',
  link: 'de la|de|del|para|para la|por',
  officer:
    'presidente|presidenta|director|directora|dirección|portavoz|vocera|vocero|jefe|jefa|trabajadores|empleados|comité|accionistas|redacción|directivo|directivos|sindicato|delegado|delegada|plantilla|editor|editora',
  office:
    'oficina|oficinas|sede|delegación|redacción|edificio|estudio|web|servicio|cuenta|abonados|clientes|acciones',
  harm: 'herido|heridos|herida|muerto|muertos|muerta|murió|detenido|detenidos|detenida|arrestado|arrestada|expulsado|expulsados|expulsada|fallecido|falleció|secuestrado|liberado|liberada|premio|premios|galardonado|galardonada|galardón|cerró|cierra|cierre|cerrar|clausuró|prohibió|prohíbe|suspendió|suspende|compró|compra|demandó|demanda|huelga|despidos|despidió|despide|nombró|nombrado|nombrada|nombra|atacado|agredido|agredida|agredidos|bloqueó|fundada|fusión|celebra|cumple|aniversario|asesinado|asesinada|encarcelado|recorte|recorta|privatización|fichó|amenazas|anuncia|anunció|vende|vendió|abre|abrió|inaugura|inauguró|reduce|redujo|destituyó|destituida|destituido|dimite|dimitió|sanciona|sancionó|agresión|retuvo|retenido|retenidos|impidió|vetó|veta|multó|acusa|acusó|elimina|eliminará|suprime|paro',
  itself: 'que su|que sus|que uno|en un comunicado|su|sus|que dos de sus',
  agent: 'por|por la|por el',
  done: 'citado|citada|citados|citadas|recogido|recogida|recogidos|recogidas|consultado|consultada|consultados|consultadas|entrevistado|entrevistada|entrevistados|difundido|difundida|difundidos|difundidas|reportado|reportada|publicado|publicada|publicados|publicadas|divulgado|divulgada|contactado|contactada|recopilados|recopilado|recopiladas|corregida|corregido|adelantado|adelantada|revelado|revelada|obtenido|obtenida|visto|vista|verificado|verificada|elaborado|elaborada|realizado|realizada|encuestados|reproducido|reproducida|informado|captado|captadas|sondeados|preguntado|preguntada|avanzado|avanzada|compilados|compilado',
  auxiliary: 'había|ha',
  among: 'entre ellas|entre ellos|entre otras|incluidas|incluida|como|incluyendo',
  passed:
    'distribuido por|transmitido por|difundido por|enviado por|vía|via|facilitado por|remitido por|a través de|emitido por',
  contribution:
    'con información de|con informaciones de|con informacion de|con datos de|con reportes de|con aportes de|con material de|con la colaboración de|con despachos de|información de|con|con notas de|elaborado con información de|a partir de información de',
  contributed:
    'contribuyó a este reporte|contribuyeron a este reporte|contribuyó a este informe|colaboró en esta información|contribuyó con este reporte|contribuyó con esta nota',
  credit:
    'fuente|fuentes|por|texto|agencia|agencias|crédito|redacción|con|vía|tomado de|redacción con|publicado originalmente en|publicado por|de',
  quote:
    'dijo|dice|dijeron|declaró|explicó|explica|aseguró|asegura|afirmó|afirma|señaló|señala|indicó|añadió|añade|agregó|comentó|comenta|manifestó|subrayó|subraya|destacó|destaca|insistió|insiste|advirtió|advierte|denunció|denuncia|reconoció|reconoce|sostuvo|sostiene|apuntó|apunta|concluyó|recordó|recuerda|relató|relata|contó|cuenta|lamentó|lamenta|criticó|prometió|precisó|respondió|escribió|confesó|confirmó|anunció|pidió|expresó|opinó|opina|según|reiteró|enfatizó|zanjó|aclaró|matizó|tuiteó|exclamó|calificó|acusó|celebró|puntualizó|defendió|detalló|admitió|señalaron|afirmaron|aseguraron|ha dicho|ha declarado|ha explicado|ha asegurado|ha señalado|ha afirmado|dicho|declarado|explicado|asegurado|señalado|afirmado|subrayado|añadido|destacado|advertido|lamentado',
  person:
    'portavoz|vocero|vocera|fuente|fuentes|funcionario|funcionaria|funcionarios|ministro|ministra|diplomático|diplomática|testigo|testigos|vecino|vecina|vecinos|abogado|abogada|oficial|asesor|asesora|analista|activista|médico|médica|soldado|experto|experta|negociador|negociadora|comandante|maestro|maestra|agricultor|agricultora|pescador|comerciante|superviviente|sobreviviente|pasajero|pasajera|conductor|conductora|trabajador|trabajadora|estudiante|madre|padre|esposa|marido|hermano|hermana|hijo|hija|hombre|mujer|juez|jueza|fiscal|policía|enfermera|enfermero|manifestante|voluntario|voluntaria|director|directora|presidente|presidenta|jefe|jefa|diputado|diputada|senador|senadora|alcalde|alcaldesa|gobernador|gobernadora|secretario|secretaria|embajador|embajadora|entrenador|entrenadora|jugador|jugadora|economista|profesor|profesora|investigador|investigadora|científico|científica|ingeniero|ingeniera|bombero|obispo|sacerdote|compañero|amigo|amiga|dueño|dueña|turista|capitán|residente|líder|responsable|autoridad|concejal|concejala|delegado|delegada|comisario|consejero|consejera|representante',
  title:
    'presidente|presidenta|primer|primera|ministro|ministra|señor|señora|sr|sr.|sra|sra.|don|doña|dr|dr.|dra|dra.|general|coronel|capitán|comandante|rey|reina|príncipe|princesa|papa|cardenal|monseñor|padre|senador|senadora|diputado|diputada|alcalde|alcaldesa|gobernador|el|la|canciller|secretario|secretaria|director|directora|portavoz',
};
