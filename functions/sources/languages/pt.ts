import type { Lexicon } from './lexicon.ts';

export const pt: Lexicon = {
  language: 'pt',
  before:
    'segundo|segundo a|de acordo com|de acordo com a|conforme|citado pela|citada pela|citados pela|citadas pela|citado por|citada por|citando a|citando|em declarações à|declarações à|em entrevista à|entrevista à|em entrevista com|ouvido pela|ouvida pela|ouvidos pela|ouvidas pela|contactado pela|contactada pela|contactados pela|contactada por|contactado por|procurado pela|procurada pela|consultado pela|consultada pela|consultados pela|divulgado pela|divulgada pela|divulgados pela|noticiado pela|noticiada pela|avançado pela|publicado pela|reportagem da|dados da|levantamento da|questionado pela|questionada pela|a que a|ao que a|relatado pela|informações da|contagem da|contatada pela|contatado pela|entrevistado pela|entrevistada pela|junto da|informação da|em comunicado enviado à|em resposta à|em mensagem à|fontes ouvidas pela|fonte ouvida pela|informação avançada pela|informação da|em conversa com a|por telefone à|apurou a',
  inverted:
    'informou|informa|noticiou|noticia|avançou|avança|adianta|adiantou|reportou|relatou|constatou|escreve|escreveu|revelou|disse|indicou|apurou|publicou|citou|referiu|divulgou|segundo|dá conta|deu conta|refere|diz|adiantaram|detalhou|precisou|confirmou|garante|mostra',
  to: 'à|ao|a|à agência|junto à|para a|com a',
  tell: 'disse|disseram|afirmou|afirmaram|declarou|contou|revelou|explicou|confirmou|confirmaram|garantiu|adiantou|referiu|relatou|indicou|avançou|assegurou|admitiu|informou|informaram|comentou|diz|afirma|explica|conta|esclareceu|precisou|salientou|sublinhou|acrescentou|declarações|entrevista|falou|dito|revelaram|explicaram|adiantaram|relataram|contaram|dizem|relatou|comentaram|asseguraram|admitiram|garantiram|denunciou|denunciaram|lamentou|criticou|respondeu|adianta|refere|revela|confirma|relata|descreveu',
  report:
    'noticiou|noticia|informou|informa|avançou|avança|adiantou|adianta|reportou|relatou|citou|cita|constatou|apurou|teve acesso|escreve|escreveu|revelou|citando|divulgou|publicou|verificou|testemunhou|observou|fala|falava|detalhou|precisou|precisa|cita|citava|refere|estima|não conseguiu verificar|conseguiu confirmar|confirmou|contabilizou|mencionou|atribuiu|diz ter|dava conta|dá conta|deu conta|elevou|contou|detalha|referiu',
  say: 'disse|indicou|afirmou',
  between:
    'também|hoje|ontem|na|nesta|segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|sábado|domingo|segunda|terça|quarta|quinta|sexta|já|tinha|havia|ainda|no|neste|local',
  agency:
    'agência|agência de notícias|agência noticiosa|agências|agência de imprensa|agência oficial|agência estatal|agência de informação|agência nacional|emissora|canal|agências de notícias|agência portuguesa',
  glue: 'a|o|à|as|os|da|de|do|notícias|imprensa|oficial|estatal|russa|chinesa|iraniana|síria|turca|alemã|francesa|italiana|espanhola|britânica|americana|norte-americana|local|nacional|internacional|noticiosa|portuguesa|brasileira|angolana|moçambicana|cabo-verdiana|pública|privada|e|japonesa|palestiniana|palestina|norte-coreana|sul-coreana|várias|diversas|algumas|outras|duas',
  staff:
    'jornalista|jornalistas|fotógrafo|fotógrafa|fotógrafos|correspondente|correspondentes|repórter|repórteres|equipa|equipe|enviado|enviada|fotojornalista|cinegrafista|cinegrafistas',
  work: 'contagem|balanço|levantamento|cálculo|cálculos|sondagem|imagens|vídeo|fotos|análise|investigação|dados|entrevista|despacho|reportagem|pesquisa|apuração',
  link: 'da|de|do|para a|pela|ao serviço da',
  officer:
    'presidente|diretor|diretora|director|directora|direção|administração|porta-voz|trabalhadores|funcionários|redação|chefe|acionistas|accionistas|sindicato|conselho|editor|editora',
  office: 'delegação|escritório|escritórios|sede|redação|edifício|site|serviço|conta|clientes|ações',
  harm: 'ferido|feridos|ferida|morto|mortos|morta|morreu|detido|detidos|detida|preso|presa|presos|expulso|expulsos|expulsa|faleceu|raptado|libertado|libertada|prémio|prêmio|prémios|premiado|fechou|fecha|encerrou|encerra|encerramento|fechar|proibiu|proíbe|suspendeu|comprou|compra|processou|processa|greve|despedimentos|demissões|demitiu|nomeou|nomeado|nomeada|nomeia|atacado|agredido|agredida|agredidos|bloqueou|fundada|fusão|celebra|aniversário|assassinado|privatização|assinala|contratou|ameaças|anunciou|anuncia|vendeu|vende|abre|abriu|inaugura|inaugurou|reduz|demite|demitiu|despede|rescinde|corta|extingue|substitui|agressão|agrediu|impedidos|impedido|multou|acusa|acusou|elimina|paralisação|expulsou|suspensa|suspenso',
  itself: 'que a sua|que os seus|que um dos|em comunicado|sua|seus|que dois dos',
  agent: 'pela|por|pelo|da',
  done: 'citado|citada|citados|citadas|ouvido|ouvida|ouvidos|ouvidas|contactado|contactada|contactados|contatado|contatada|consultado|consultada|consultados|divulgado|divulgada|divulgados|divulgadas|noticiado|noticiada|avançado|avançada|avançados|publicado|publicada|publicadas|questionado|questionada|entrevistado|entrevistada|entrevistados|revelado|revelada|relatado|obtido|obtida|visto|vista|verificado|verificadas|compilados|compiladas|reunidos|recolhidos|procurado|procurada|reportado|difundido|difundida|inquiridos|apurado|apurada|antecipada|antecipado|registadas|veiculada|veiculado',
  auxiliary: 'tinha|havia',
  among: 'entre elas|entre eles|entre as quais|incluindo|como|nomeadamente',
  passed:
    'distribuído por|distribuído pela|transmitido por|divulgado por|enviado por|via|fornecido por|difundido por|através da|através de|disponibilizado por|enviado pela',
  contribution:
    'com informações da|com informações do|com informações de|com informação da|com agências|com|com a|com dados da|com reportagem da|com material da|com agência|com a agência|com as agências|informações da|com conteúdo da|com despachos da',
  contributed:
    'contribuiu para esta reportagem|contribuíram para esta reportagem|contribuiu para este artigo|colaborou com esta reportagem',
  credit: 'fonte|fontes|por|texto|agência|agências|crédito|redação|da|com|via|do|publicado originalmente por',
  quote:
    'disse|diz|disseram|afirmou|afirma|declarou|contou|conta|explicou|explica|acrescentou|acrescenta|garantiu|garante|referiu|refere|sublinhou|sublinha|salientou|salienta|destacou|destaca|revelou|indicou|admitiu|admite|alertou|alerta|lamentou|lamenta|criticou|critica|defendeu|defende|considerou|considera|observou|relatou|relata|respondeu|escreveu|confirmou|anunciou|pediu|concluiu|frisou|frisa|realçou|assegurou|recordou|lembrou|lembra|comentou|comenta|insistiu|questionou|apontou|avisou|prometeu|reforçou|ressaltou|completou|completa|segundo|acusou|classificou|reconheceu|justificou|precisou|vincou|atirou|notou|apelou|explicaram|afirmaram|citando|acredita|acreditava|acha|achava|pensa|considerou|acredito|brincou|suspirou|suspira|celebrou|comemorou|promete|prevê|previu|retorquiu|replicou|rebateu|respondeu|resumiu|resume|ironizou|repetiu|repete|gritou|desabafou|desabafa|confessou|confessa|contava|dizia|explicava|argumentou|argumenta|advertiu|adverte|reiterou|reitera|enfatizou|assinalou|assinala|atribuiu|decretou|notou|agradeceu|declarou|declara|pontuou|disparou|em declarações à|em entrevista à|citado pela|citada pela|questionou|afirmava',
  person:
    'porta-voz|fonte|fontes|responsável|responsáveis|funcionário|funcionária|ministro|ministra|diplomata|testemunha|testemunhas|morador|moradora|moradores|habitante|advogado|advogada|oficial|assessor|assessora|analista|ativista|médico|médica|soldado|especialista|negociador|negociadora|comandante|professor|professora|agricultor|agricultora|pescador|comerciante|vizinho|vizinha|sobrevivente|passageiro|passageira|motorista|trabalhador|trabalhadora|estudante|mãe|pai|esposa|marido|irmão|irmã|filho|filha|homem|mulher|juiz|juíza|procurador|procuradora|policial|polícia|enfermeira|enfermeiro|manifestante|voluntário|voluntária|diretor|diretora|presidente|chefe|deputado|deputada|senador|senadora|prefeito|prefeita|autarca|governador|governadora|secretário|secretária|embaixador|embaixadora|treinador|treinadora|jogador|jogadora|economista|investigador|investigadora|pesquisador|pesquisadora|cientista|engenheiro|engenheira|bombeiro|bispo|padre|colega|amigo|amiga|dono|dona|turista|capitão|líder|delegado|delegada|coordenador|coordenadora|vereador|vereadora|autoridade|representante|dirigente',
  title:
    'presidente|primeiro|primeira|ministro|ministra|senhor|senhora|sr|sr.|sra|sra.|dom|dona|dr|dr.|dra|dra.|general|coronel|capitão|comandante|rei|rainha|príncipe|princesa|papa|cardeal|padre|senador|senadora|deputado|deputada|prefeito|prefeita|governador|o|a|chanceler|secretário|secretária|diretor|diretora|primeiro-ministro|primeira-ministra',
};
